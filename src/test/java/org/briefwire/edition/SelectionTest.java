package org.briefwire.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.model.BriefingId;
import org.briefwire.model.CadenceId;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.Release;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.Contents.Candidate;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final List<Candidate> RELEASED =
            List.of(
                    candidate(1, "world"),
                    candidate(2, "sport", "art"),
                    candidate(3, "art"),
                    candidate(4),
                    candidate(5, "world", "sport"),
                    candidate(6, "sport"));

    private static Candidate candidate(int number, String... topics) {
        return new Candidate(
                number,
                new BriefingId(number),
                1,
                Release.Kind.NEW,
                Instant.ofEpochSecond(number),
                Instant.ofEpochSecond(number),
                false,
                Stream.of(topics).map(TopicId::new).toList());
    }

    private static NewsList list(String... topics) {
        return new NewsList(
                new ListId("daily"),
                "Daily",
                "",
                Stream.of(topics).map(TopicId::new).toList(),
                NewsList.Approval.AUTO,
                List.of(new Cadence(new CadenceId("instant"), "", Cadence.Clock.PUBLICATION)),
                NewsList.Visibility.PUBLIC,
                Mailbox.parse("desk@example.org"),
                "en");
    }

    private static List<Long> order(NewsList list, Topics topics, List<Candidate> released) {
        return Selection.of(list, topics, released).briefings().stream()
                .map(BriefingId::value)
                .toList();
    }

    @Test
    void theListsTopicsGiveTheOrderTheNewestFirstEachBriefingUnderItsFirst() {
        assertThat(order(list("sport", "world", "art"), Topics.ALL, RELEASED))
                .containsExactly(6L, 5L, 2L, 1L, 3L);
    }

    @Test
    void withoutThemTheAlphabetDoesAndWhatHasNoTopicComesLast() {
        assertThat(order(list(), Topics.ALL, RELEASED)).containsExactly(3L, 2L, 6L, 5L, 1L, 4L);
    }

    @Test
    void aReaderGetsEachBriefingOnceEvenWhenTwoOfItsTopicsWereChosen() {
        assertThat(order(list("sport", "world", "art"), Topics.ofWord("sport world"), RELEASED))
                .containsExactly(6L, 5L, 2L, 1L);
    }

    @Test
    void oneThatWasReleasedTwiceStandsOnce() {
        var twice = new ArrayList<>(RELEASED);
        twice.addAll(RELEASED);

        assertThat(order(list(), Topics.ALL, twice)).containsExactly(3L, 2L, 6L, 5L, 1L, 4L);
    }
}
