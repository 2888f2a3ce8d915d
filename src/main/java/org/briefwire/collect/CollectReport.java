package org.briefwire.collect;

import java.util.List;
import java.util.stream.Stream;
import org.briefwire.model.Release;

/**
 * What a collection brought.
 *
 * @param sources in the order of the config; a feed that was not due is left out
 * @param due what was released because its time had come
 * @param pictures what became of those that briefings show
 */
public record CollectReport(List<SourceReport> sources, List<Release> due, PictureReport pictures) {
    public CollectReport {
        sources = List.copyOf(sources);
        due = List.copyOf(due);
    }

    /** Everything that this collection released. */
    public List<Release> released() {
        return Stream.concat(
                        due.stream(),
                        sources.stream().flatMap(source -> source.released().stream()))
                .toList();
    }

    public int created() {
        return sources.stream().mapToInt(SourceReport::created).sum();
    }

    public int revised() {
        return sources.stream().mapToInt(SourceReport::revised).sum();
    }
}
