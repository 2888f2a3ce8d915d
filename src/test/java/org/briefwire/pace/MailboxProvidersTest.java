package org.briefwire.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.briefwire.config.ProviderPace;
import org.briefwire.dns.Answer;
import org.briefwire.dns.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxProvidersTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private Dns answering(Map<String, Answer> mx) {
        return (name, type) -> {
            asked.add(name + " " + type);
            return type == Dns.Type.MX
                    ? mx.getOrDefault(name, new Answer.None())
                    : new Answer.None();
        };
    }

    private static ProviderPace ours(String id, List<String> domains, List<String> mx) {
        return new ProviderPace(
                id, domains, mx, Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "gmail.com, gmail",
        "googlemail.com, gmail",
        "hotmail.co.uk, microsoft",
        "live.com, microsoft",
        "yahoo.co.jp, yahoo",
        "aol.com, yahoo",
        "notgmail.com, notgmail.com",
        "gmail.com.example.org, gmail.com.example.org",
        "example.org, example.org"
    })
    void theLargeOnesAreKnownByTheirDomains(String domain, String id) {
        try (var providers = new MailboxProviders(List.of(), Dns.off("a test"))) {
            assertThat(providers.of(domain)).isEqualTo(id);
        }
    }

    @Test
    void aDomainThatIsHostedThereIsKnownByItsFirstMxOnceItWasAskedFor() {
        var dns =
                answering(
                        Map.of(
                                "firm.example",
                                new Answer.Found(
                                        List.of(
                                                "20 mx.elsewhere.example.",
                                                "1 ASPMX.L.google.com.")),
                                "other.example",
                                new Answer.Found(List.of("10 mail.other.example."))));
        try (var providers = new MailboxProviders(List.of(), dns)) {
            assertThat(providers.of("firm.example")).isEqualTo("firm.example");

            providers.ask(List.of("firm.example", "other.example", "gmail.com"));
            providers.ask(List.of("firm.example", "other.example", "gmail.com"));

            assertThat(providers.of("firm.example")).isEqualTo("gmail");
            assertThat(providers.of("other.example")).isEqualTo("other.example");
            assertThat(asked).containsExactlyInAnyOrder("firm.example MX", "other.example MX");
        }
    }

    @Test
    void theConfigsComeFirst() {
        var ours = ours("mine", List.of("gmail.com", "*.firm.example"), List.of("mx.mine.example"));
        var dns = answering(Map.of("a.example", new Answer.Found(List.of("1 mx.mine.example."))));
        try (var providers = new MailboxProviders(List.of(ours), dns)) {
            providers.ask(List.of("a.example"));

            assertThat(providers.of("gmail.com")).isEqualTo("mine");
            assertThat(providers.of("googlemail.com")).isEqualTo("gmail");
            assertThat(providers.of("post.firm.example")).isEqualTo("mine");
            assertThat(providers.of("a.example")).isEqualTo("mine");
        }
    }

    @Test
    void withoutDnsADomainIsAProviderOfItsOwn() {
        try (var providers = new MailboxProviders(List.of(), Dns.off("no network"))) {
            providers.ask(List.of("firm.example"));

            assertThat(providers.of("firm.example")).isEqualTo("firm.example");
        }
    }

    @Test
    void whoIsWaitedForByTwoIsAskedAboutOnceAndBothKnow() throws Exception {
        var go = new CountDownLatch(1);
        Dns slow =
                (name, type) -> {
                    asked.add(name + " " + type);
                    await(go);
                    return new Answer.Found(List.of("1 aspmx.l.google.com."));
                };
        try (var providers = new MailboxProviders(List.of(), slow);
                var both = Executors.newFixedThreadPool(2)) {
            var ids =
                    IntStream.range(0, 2)
                            .mapToObj(_ ->
                                    both.submit(() -> {
                                        providers.ask(List.of("firm.example"));
                                        return providers.of("firm.example");
                                    }))
                            .toList();
            Awaitility.await().until(() -> asked.size() == 1);
            go.countDown();

            for (var id : ids) {
                assertThat(id.get()).isEqualTo("gmail");
            }
            assertThat(asked).containsExactly("firm.example MX");
        }
    }

    @Test
    void aDnsThatHangsCostsEverLessAndIsNotAskedAboutMoreThanItCanBear() {
        var end = new CountDownLatch(1);
        Dns hanging =
                (name, type) -> {
                    asked.add(name + " " + type);
                    await(end);
                    return new Answer.Unknown("it hung");
                };
        try (var providers = new MailboxProviders(List.of(), hanging)) {
            var begin = System.nanoTime();
            for (var round = 0; round < 20; round++) {
                providers.ask(IntStream.range(0, 600).mapToObj("d%d.example"::formatted).toList());
            }

            // three seconds each time would be a minute
            assertThat(System.nanoTime() - begin).isLessThan(30_000_000_000L);
            assertThat(asked).hasSize(500);
        } finally {
            end.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
