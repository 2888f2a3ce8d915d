package org.briefwire.web;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.briefwire.compose.Samples;
import org.briefwire.link.Purpose;
import org.briefwire.model.BriefingId;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Depth;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.Topics;
import org.briefwire.notice.OwnDataNotices;
import org.briefwire.store.ArchiveFixture;
import org.briefwire.store.Held;
import org.briefwire.store.JoinRequests;
import org.briefwire.store.PersonalData;
import org.briefwire.store.Subscribers;

/**
 * Every page of a site, answers to forms too, in the order of a reader's doings. Some can be come
 * to once: each round has its own readers and editions.
 */
final class EveryPage {
    private static final String KEY = "0123456789abcdef";

    private final TestSite site;
    private final Instant now;
    private final Map<String, Visit> visits = new LinkedHashMap<>();

    private EveryPage(TestSite site) {
        this.site = site;
        this.now = site.clock.instant();
    }

    /** A page, by its address, or by what is sent to it. */
    record Visit(String path, Map<String, String> form) {}

    /** Fills the site with what strangers read. */
    static void publish(TestSite site) {
        var briefing =
                site.fixture.release(
                        "storm",
                        ArchiveFixture.briefing(
                                "Donaudampfschifffahrtsgesellschaftskapitän in Seenot", "world"),
                        TestSite.NOW);
        site.fixture.release("flood", ArchiveFixture.briefing("A flood", "world"), TestSite.NOW);
        site.fixture.correct("flood", 2, ArchiveFixture.briefing("A flood", "world"), TestSite.NOW);
        site.fixture.release("gone", ArchiveFixture.briefing("A mistake"), TestSite.NOW);
        site.fixture.withdraw("gone");
        edition(site, 1, List.of(briefing));
        site.publish();
    }

    private static void edition(TestSite site, long number, List<BriefingId> briefings) {
        site.fixture.edition(
                new ArchiveFixture.Edition(
                        "daily", "daily", number, TestSite.NOW, KEY, Samples.mail(), briefings));
    }

    /** The pages by what they are. */
    static Map<String, Visit> of(TestSite site, String language, int round) {
        var pages = new EveryPage(site);
        pages.archive();
        pages.joining("cy@round%d.example.org".formatted(round), language);
        pages.choosing(round, language);
        pages.deciding(round);
        return pages.visits;
    }

    private void see(String what, String path) {
        visits.put(what, new Visit(path, Map.of()));
    }

    private void send(String what, String path, Map<String, String> form) {
        visits.put(what, new Visit(path, form));
    }

    private static String path(String address) {
        return URI.create(address).getRawPath();
    }

    private void archive() {
        see("front", "/");
        see("briefing", "/briefings/storm");
        see("briefing-corrected", "/briefings/flood");
        see("briefing-gone", "/briefings/gone");
        see("list", "/lists/daily");
        see("list-private", "/lists/staff");
        see("topic", "/topics/world");
        see("edition", "/editions/daily/1");
        see("mail", "/editions/daily/1/" + KEY);
        see("nowhere", "/nowhere");
    }

    private void joining(String address, String language) {
        site.fixture.subscribe("daily", address);
        var expired = site.links.token(Purpose.CONFIRM, 1, now.minusSeconds(1));
        var stamp =
                site.links.token(
                        Purpose.FORM, now.minusSeconds(10).toEpochMilli(), now.plusSeconds(600));
        var request =
                new JoinRequests.Request(
                        EmailAddress.parse(address),
                        now,
                        now.plusSeconds(9),
                        "page",
                        language,
                        "",
                        List.of(
                                new JoinRequests.Wish(
                                        new ListId("daily"),
                                        new CadenceId("daily"),
                                        Depth.FULL,
                                        Topics.ALL)));
        var wish =
                site.links.token(
                        Purpose.CONFIRM,
                        new JoinRequests(site.database).keep(request),
                        now.plusSeconds(9));
        see("join", "/subscribe");
        see("join-ticked", "/subscribe?list=daily");
        send("join-wrong", "/subscribe", Map.of("email", "abuse@example.org"));
        send("join-wrong-list", "/subscribe", Map.of("email", "abuse@example.org", "stamp", stamp));
        see("confirm", "/confirm/" + wish);
        send("confirmed", "/confirm/" + wish, Map.of("confirm", "yes"));
        see("confirm-broken", "/confirm/broken");
        see("confirm-expired", "/confirm/" + expired);
    }

    private void choosing(int round, String language) {
        var domain = "@round%d.example.org".formatted(round);
        var reader = site.fixture.subscribe("daily", "ada" + domain);
        var other = site.fixture.subscribe("daily", "bo" + domain);
        var third = site.fixture.subscribe("daily", "di" + domain);
        site.fixture.update("UPDATE subscriber SET language = '%s'".formatted(language));
        var leave = path(site.links.unsubscribe(reader));
        var choose = path(site.links.preferences(other));
        var data = path(site.links.ownData(other, now.plus(OwnDataNotices.LASTS)));
        var old = path(site.links.ownData(other, now.minusSeconds(9)));
        var last = path(site.links.ownData(third, now.plus(OwnDataNotices.LASTS)));

        see("preferences", choose);
        see("preferences-broken", "/preferences/broken");
        send(
                "preferences-wrong",
                choose,
                Map.of("list:daily", "on", "cadence:daily", "never", "zone", "x"));
        send(
                "preferences-saved",
                choose,
                Map.of(
                        "list:daily",
                        "yes",
                        "every:daily",
                        "yes",
                        "cadence:daily",
                        "daily",
                        "depth:daily",
                        "full",
                        "zone",
                        "Europe/Berlin"));
        send("data-asked", choose + "/data", Map.of("send", "yes"));
        see("data", data);
        see("data-expired", old);
        send("address-wrong", data + "/address", Map.of("address", "no address"));
        send("address-asked", data + "/address", Map.of("address", "new" + domain));
        confirmingAddresses(domain);
        send("erased", last + "/erase", Map.of("erase", "yes"));
        see("unsubscribe", path(site.links.unsubscribe(other)));
        subscribeToAnother(reader);
        see("unsubscribe-one-or-all", leave);
        see("unsubscribe-broken", "/unsubscribe/broken");
        send("left", leave, Map.of("leave", "this"));
    }

    private void subscribeToAnother(SubscriptionId reader) {
        site.fixture.update(
                """
                INSERT INTO subscription (list, subscriber, state, cadence, choice, cursor, prev)
                SELECT 'welt', subscriber, state, cadence, choice, 0, 0
                FROM subscription WHERE id = %d
                """
                        .formatted(reader.value()));
    }

    private void confirmingAddresses(String domain) {
        var person =
                new Subscribers(site.database)
                        .find(EmailAddress.parse("bo" + domain))
                        .orElseThrow()
                        .id();
        var wishes = new PersonalData(site.database);
        var end = now.plus(OwnDataNotices.LASTS);
        var free =
                wishes.wishAddress(person, EmailAddress.parse("anew" + domain), now, 9)
                        .orElseThrow();
        var taken =
                wishes.wishAddress(person, EmailAddress.parse("ada" + domain), now, 9)
                        .orElseThrow();
        var confirm = path(site.links.confirmAddress(free, end));
        see("address", confirm);
        send("address-confirmed", confirm, Map.of("confirm", "yes"));
        send(
                "address-taken",
                path(site.links.confirmAddress(taken, end)),
                Map.of("confirm", "yes"));
        see("address-expired", path(site.links.confirmAddress(free, now.minusSeconds(9))));
        see("address-broken", "/your-address/broken");
        see("address-erased", path(site.links.confirmAddress(99_999, end)));
    }

    private void deciding(int round) {
        var end = now.plusSeconds(86_400);
        var held = path(site.links.approve(held(2 + 2L * round), end));
        var other = path(site.links.approve(held(3 + 2L * round), end));
        see("approve", held);
        send("approve-undecided", held, Map.of("order", "perhaps"));
        send("approved", held, Map.of("order", "approve"));
        send("cancelled", other, Map.of("order", "cancel"));
        see("approve-broken", "/approve/broken");
    }

    private List<BriefingId> storm() {
        return site.fixture.texts("SELECT id FROM briefing WHERE slug = 'storm'").stream()
                .map(id -> new BriefingId(Long.parseLong(id)))
                .toList();
    }

    private EditionId held(long number) {
        edition(site, number, storm());
        var id = Long.parseLong(site.fixture.texts("SELECT max(id) FROM edition").getFirst());
        site.fixture.update(
                """
                UPDATE edition SET state = 'held', subject = 'A captain in distress, and a flood',
                    findings = 'html: 104 KB are more than 90 KB' || char(10) || '%s'
                WHERE id = %d
                """
                        .formatted(Held.APPROVE_MANUAL, id));
        site.fixture.update(
                """
                INSERT INTO wave (edition, zone, due, after, cutoff, outcome, made_through)
                VALUES (%d, 'UTC', %d, 0, 1, 'held', 0)
                """
                        .formatted(id, now.toEpochMilli()));
        return new EditionId(id);
    }
}
