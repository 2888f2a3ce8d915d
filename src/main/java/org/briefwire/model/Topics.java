package org.briefwire.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The topics that a subscriber chose: every topic, future ones and none included, or some. */
public sealed interface Topics {
    Topics ALL = new All();

    /** Whether a briefing with these topics is wanted. */
    boolean want(Collection<TopicId> topics);

    /** One text for one choice: '*', or the ids in order, parted by spaces. */
    String word();

    static Topics ofWord(String word) {
        if (word.equals("*")) {
            return ALL;
        }
        return new Some(
                Arrays.stream(word.split(" "))
                        .map(TopicId::new)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Every topic; briefings without one too. */
    record All() implements Topics {
        @Override
        public boolean want(Collection<TopicId> topics) {
            return true;
        }

        @Override
        public String word() {
            return "*";
        }
    }

    /** These topics and no other; at least one. */
    record Some(NavigableSet<TopicId> topics) implements Topics {
        public Some {
            topics = Collections.unmodifiableNavigableSet(new TreeSet<>(topics));
            if (topics.isEmpty()) {
                throw new IllegalArgumentException("a choice of topics names at least one");
            }
        }

        @Override
        public boolean want(Collection<TopicId> others) {
            return others.stream().anyMatch(topics::contains);
        }

        @Override
        public String word() {
            return topics.stream().map(TopicId::value).collect(Collectors.joining(" "));
        }
    }
}
