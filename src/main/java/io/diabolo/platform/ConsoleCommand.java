package io.diabolo.platform;

import java.io.PrintStream;
import java.util.List;

/**
 * A verb of {@code ./diabolo} that works on the data without the web server, such as {@code import} or {@code token}.
 * Runs in a lean application: beans are made when first asked for, jobs are not executed.
 */
public interface ConsoleCommand {
    /** The verb. */
    String name();

    /**
     * Does it.
     *
     * @param args what stood after the verb, without {@code --data} and {@code --demo}
     * @param out for the answer and nothing else
     * @param err for progress, questions and complaints
     * @return the exit code: 0 done, 1 failed, 2 asked for something that can't be
     */
    int run(List<String> args, PrintStream out, PrintStream err);
}
