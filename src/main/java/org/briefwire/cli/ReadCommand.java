package org.briefwire.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.briefwire.app.Installation;
import org.briefwire.briefing.FrontMatter;
import org.briefwire.briefing.Remark;
import org.briefwire.collect.ParsedFeed;
import org.briefwire.collect.Peek;
import org.briefwire.json.Json;
import org.briefwire.model.Briefing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "read",
        description =
                "Shows what would be collected from a file or a feed's address; keeps nothing.")
final class ReadCommand extends BriefwireCommand {
    @Parameters(paramLabel = "FILE or URL", arity = "1..*", description = "What to read.")
    List<String> what = new ArrayList<>();

    @Option(names = "--json", description = "Print one array of objects, for programs.")
    boolean json;

    @Option(names = "--text", description = "Print a news brief as the text that says the same.")
    boolean asText;

    private boolean failed;

    ReadCommand(Session session) {
        super(session);
    }

    private record BriefShown(
            String file, Briefing briefing, FrontMatter matter, List<String> remarks) {}

    private record FeedShown(String file, ParsedFeed feed, List<Briefing> briefings) {}

    private record Failure(String file, String error, int line) {}

    @Override
    Exit run() {
        if (json && asText) {
            throw wrongUsage("--json or --text, not both");
        }
        var peek = peek();
        var shown = new ArrayList<Object>();
        for (var one : what) {
            shown.add(look(peek, one));
        }
        if (json) {
            out().println(Json.writePretty(shown));
        }
        return failed ? Exit.FAILED : Exit.DONE;
    }

    // a file can be looked at anywhere: an installation only tells its zone and its furniture
    private Peek peek() {
        if (Files.exists(configFile())) {
            try (var installation = installation()) {
                return installation.peek();
            }
        }
        return Installation.peekAnywhere();
    }

    private Object look(Peek peek, String one) {
        var isAddress = one.toLowerCase(Locale.ROOT).matches("https?://.*");
        var found = isAddress ? peek.address(URI.create(one)) : peek.file(resolve(Path.of(one)));
        return switch (found) {
            case Peek.Found.Brief brief -> {
                if (asText) {
                    out().print(peek.format(brief.reading()));
                } else {
                    show(one, List.of(brief.reading().briefing()));
                }
                brief.reading().remarks().forEach(remark -> err().println(one + ": " + remark));
                yield new BriefShown(
                        one,
                        brief.reading().briefing(),
                        brief.reading().matter(),
                        brief.reading().remarks().stream().map(Remark::text).toList());
            }
            case Peek.Found.Feed feed when asText -> {
                failed = true;
                var reason = "a feed has no form as a news brief: leave out --text";
                err().println("%s: %s".formatted(one, reason));
                yield new Failure(one, reason, 0);
            }
            case Peek.Found.Feed feed -> {
                show(one, feed.briefings());
                yield new FeedShown(one, feed.feed(), feed.briefings());
            }
            case Peek.Found.Nothing nothing -> {
                failed = true;
                var at = nothing.line() == 0 ? "" : ":" + nothing.line();
                err().println("%s%s: %s".formatted(one, at, nothing.reason()));
                yield new Failure(one, nothing.reason(), nothing.line());
            }
        };
    }

    private void show(String one, List<Briefing> briefings) {
        if (json || asText) {
            return;
        }
        for (var briefing : briefings) {
            out().println("--- " + one);
            new BriefingText(out()).print(briefing);
        }
    }
}
