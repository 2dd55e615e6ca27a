package uk.code4health.opendata.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's root: says what there is. */
@Command(
        name = "opendata",
        description = "Works with a running Code4Health Open Data service.",
        mixinStandardHelpOptions = true,
        subcommands = LoadCommand.class)
public final class OpenDataCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Say what to do: load.");
    }
}
