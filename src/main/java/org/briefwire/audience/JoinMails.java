package org.briefwire.audience;

import java.util.List;
import org.briefwire.compose.NoticeText;
import org.briefwire.config.Config;
import org.briefwire.config.Limit;
import org.briefwire.config.NewsList;
import org.briefwire.link.Links;
import org.briefwire.link.Purpose;
import org.briefwire.message.Languages;
import org.briefwire.model.SubscriptionId;
import org.briefwire.notice.Editors;
import org.briefwire.notice.Outbox;
import org.briefwire.notice.Outbox.Cover;
import org.briefwire.store.JoinConfirmations.Joined;
import org.briefwire.store.JoinRequests.Request;
import org.briefwire.store.JoinRequests.Wish;

/**
 * The mails about joining. Nothing stands in them that a stranger typed but the address that they
 * go to.
 */
public final class JoinMails {
    private final Config config;
    private final Languages languages;
    private final Links links;
    private final Outbox outbox;
    private final Editors editors;

    public JoinMails(
            Config config, Languages languages, Links links, Outbox outbox, Editors editors) {
        this.config = config;
        this.languages = languages;
        this.links = links;
        this.outbox = outbox;
        this.editors = editors;
    }

    /** What is the case with who asks. */
    enum Case {
        NEW,
        /** They are on every list that they ask for. */
        CURRENT,
        /** Mail to them came back, or they had themselves erased. */
        SUPPRESSED,
        /** They asked for nothing: an operator has their address from elsewhere. */
        INVITED;

        static Case of(boolean isCurrent, boolean isSuppressed) {
            return isSuppressed ? SUPPRESSED : isCurrent ? CURRENT : NEW;
        }

        String key() {
            return switch (this) {
                case NEW -> "new";
                case CURRENT -> "current";
                case SUPPRESSED -> "back";
                case INVITED -> "invite";
            };
        }
    }

    /** A confirmation to send. */
    record Invitation(long id, Request request, Case what) {}

    /** Sends the mail whose link confirms. */
    void invite(Invitation invitation) {
        var request = invitation.request();
        var messages = languages.in(request.language());
        var titles = titles(request.wishes());
        var key = "notice.join." + invitation.what().key();
        var token = links.token(Purpose.CONFIRM, invitation.id(), request.ends());
        var text =
                NoticeText.of(
                                messages.text(key + ".subject", titles),
                                messages.text(key + ".title"))
                        .paragraph(messages.text(key + ".text", titles))
                        .link(
                                messages.text(key + ".button"),
                                config.publication().at("/confirm/" + token))
                        .small(messages.text(small(invitation), request.address().toString()));
        outbox.post(
                new Cover(
                        "confirm",
                        "confirm " + invitation.id(),
                        request.address(),
                        request.language()),
                text);
    }

    private static String small(Invitation invitation) {
        return invitation.what() == Case.INVITED ? "notice.join.invite.small" : "notice.join.small";
    }

    /** What an invitation says, and who confirms agrees to. */
    String invitationText(String language, List<Wish> wishes) {
        return languages.in(language).text("notice.join.invite.text", titles(wishes));
    }

    /** Welcomes to those lists that do so. */
    void welcome(Request request, List<Joined> joined) {
        for (var one : joined) {
            config.list(one.list())
                    .filter(list -> list.welcome() != NewsList.Welcome.NONE)
                    .ifPresent(list -> welcome(request, one.subscription(), list));
        }
    }

    private void welcome(Request request, SubscriptionId subscription, NewsList list) {
        var messages = languages.in(request.language());
        var text =
                NoticeText.of(
                                messages.text("notice.welcome.subject", list.title()),
                                messages.text("notice.welcome.title"))
                        .paragraph(messages.text("notice.welcome.text", list.title()))
                        .link(messages.text("notice.welcome.button"), config.publication().at("/"))
                        .link(messages.text("mail.unsubscribe"), links.unsubscribe(subscription))
                        .small(
                                messages.text(
                                        "mail.why", list.title(), request.address().toString()));
        outbox.post(
                new Cover(
                        "welcome",
                        "welcome %s %d".formatted(subscription, request.asked().toEpochMilli()),
                        request.address(),
                        request.language()),
                text);
    }

    /** Tells the editors that too many sign up at once. */
    void tellOfFlood(Limit limit) {
        var messages = languages.in(config.publication().language());
        editors.alert(
                "joining",
                NoticeText.of(
                                messages.text("notice.flood.subject"),
                                messages.text("notice.flood.title"))
                        .paragraph(
                                messages.text(
                                        "notice.flood.text",
                                        limit.count(),
                                        (int) limit.per().toMinutes())));
    }

    private String titles(List<Wish> wishes) {
        return String.join(
                ", ",
                wishes.stream()
                        .flatMap(wish -> config.list(wish.list()).stream())
                        .map(NewsList::title)
                        .toList());
    }
}
