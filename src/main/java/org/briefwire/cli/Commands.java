package org.briefwire.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** Every command by its name: a new one is added here. */
final class Commands {
    private Commands() {}

    static CommandLine of(Session session) {
        return withHelp(
                new CommandLine(new Briefwire(session.options()))
                        .addSubcommand(new DemoCommand(session))
                        .addSubcommand(new InitCommand(session))
                        .addSubcommand(new ServeCommand(session))
                        .addSubcommand(new RunCommand(session))
                        .addSubcommand(new CollectCommand(session))
                        .addSubcommand(new ReadCommand(session))
                        .addSubcommand(new PreviewCommand(session))
                        .addSubcommand(new SendCommand(session))
                        .addSubcommand(new FeedsCommand(session))
                        .addSubcommand(new CheckCommand(session))
                        .addSubcommand(new PlanCommand(session))
                        .addSubcommand(new ExplainCommand(session))
                        .addSubcommand(new AuditCommand(session))
                        .addSubcommand(
                                group(
                                        "subscribers",
                                        "Who gets mail, and what.",
                                        new SubscribersAddCommand(session),
                                        new SubscribersImportCommand(session),
                                        new SubscribersImportsCommand(session),
                                        new SubscribersUndoCommand(session),
                                        new SubscribersInviteCommand(session),
                                        new SubscribersListCommand(session),
                                        new SubscribersRemoveCommand(session),
                                        new SubscribersEraseCommand(session),
                                        new SubscribersExportCommand(session)))
                        .addSubcommand(
                                group(
                                        "briefings",
                                        "What was collected.",
                                        new BriefingsListCommand(session),
                                        new BriefingsShowCommand(session),
                                        new BriefingsCheckCommand(session),
                                        new BriefingsWithdrawCommand(session),
                                        new BriefingsRejectedCommand(session)))
                        .addSubcommand(
                                group(
                                        "editions",
                                        "What was sent, and what became of it.",
                                        new EditionsListCommand(session),
                                        new EditionsShowCommand(session),
                                        new EditionsApproveCommand(session),
                                        new EditionsPauseCommand(session),
                                        new EditionsResumeCommand(session),
                                        new EditionsCancelCommand(session),
                                        new EditionsRetryCommand(session)))
                        .addSubcommand(
                                group(
                                        "bounces",
                                        "What mails that came back mean.",
                                        new BouncesReadCommand(session),
                                        new BouncesListCommand(session),
                                        new BouncesShowCommand(session)))
                        .addSubcommand(
                                group(
                                        "suppressions",
                                        "Who gets no mail, and why.",
                                        new SuppressionsListCommand(session),
                                        new SuppressionsAddCommand(session),
                                        new SuppressionsLiftCommand(session)))
                        .addSubcommand(
                                group(
                                        "lists",
                                        "The newsletters, and pausing them.",
                                        new ListsListCommand(session),
                                        new ListsPauseCommand(session),
                                        new ListsResumeCommand(session)))
                        .addSubcommand(
                                group("dkim", "Keys that sign mail.", new DkimNewCommand(session)))
                        .addSubcommand(new VersionCommand(session)));
    }

    /** A command that is only the sum of its sub-commands, such as 'subscribers'. */
    private static CommandLine group(String name, String description, Object... commands) {
        var spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
        var group = new CommandLine(spec);
        for (var command : commands) {
            group.addSubcommand(command);
        }
        return group;
    }

    /** Gives each command its --help. */
    private static CommandLine withHelp(CommandLine commandLine) {
        for (var sub : commandLine.getSubcommands().values()) {
            sub.getCommandSpec().mixinStandardHelpOptions(true);
            withHelp(sub);
        }
        return commandLine;
    }

    @Command(
            name = "briefwire",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND",
            description = "Turns a news desk's briefings into email digests and feeds.")
    private static final class Briefwire {
        @SuppressWarnings("UnusedVariable") // picocli fills it
        @Mixin
        private final CommonOptions options;

        Briefwire(CommonOptions options) {
            this.options = options;
        }
    }
}
