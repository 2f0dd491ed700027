package io.diabolo.importing;

import io.diabolo.importing.mapping.Match;
import io.diabolo.importing.mapping.Question;
import io.diabolo.platform.Files;
import io.diabolo.platform.Texts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the console says of an import: what it asks and how to answer, what was taken, what came of it. */
@Component
class ConsoleReport {
    private static final int SHOWN = 20;

    private final Texts texts;
    private final Files files;
    private final JsonMapper json;

    ConsoleReport(Texts texts, Files files, JsonMapper json) {
        this.texts = texts;
        this.files = files;
        this.json = json;
    }

    /**
     * The mapping in force, with a place for each answer that is missing and each spelling that may be another's: it can
     * be given back by --mapping.
     */
    String mapping(Import what) {
        var answers = answers(what);
        what.matches().stream().filter(match -> !match.needed()).forEach(match -> answers.put(match.id(), ""));
        return written(what.mapping().answering(answers));
    }

    /** Each question with its id and its answers; on standard output the file that answers them, to be filled in. */
    void ask(Import what, boolean taken, PrintStream out, PrintStream err) {
        if (taken) {
            taken(what, err);
        }
        err.println(say("import.console.asks", what.questions().size()));
        for (var question : what.questions()) {
            err.println();
            err.println(say(question.key(), question.args().toArray()));
            err.println("  " + say("import.console.question", question.id()));
            choices(question).forEach(choice -> err.println("  " + choice));
            if (question.proposed() != null) {
                err.println("  " + say("import.console.proposed", quoted(question.proposed())));
            }
        }
        err.println();
        boolean open = what.questions().stream().anyMatch(Question::mustBeAnswered);
        err.println(say(
                open ? "import.console.how" : "import.console.accept", what.id().toString()));
        out.println(written(Map.of("answers", answers(what))));
    }

    private List<String> choices(Question question) {
        var values = question.choices().stream()
                .filter(choice -> !choice.startsWith("@") && !choice.isEmpty())
                .map(this::quoted)
                .collect(Collectors.joining(", "));
        var lines = new java.util.ArrayList<String>();
        if (!values.isEmpty()) {
            lines.add(say("import.console.choices", values));
        }
        for (var choice : question.choices()) {
            if (choice.startsWith("@")) {
                lines.add(say("import.console.choice", quoted(choice), say("import.answer." + choice.substring(1))));
            } else if (choice.isEmpty()) {
                lines.add(say("import.console.choice", quoted(choice), say("import.answer.keep")));
            }
        }
        return lines;
    }

    private static Map<String, String> answers(Import what) {
        var answers = new LinkedHashMap<String, String>();
        what.questions()
                .forEach(
                        question -> answers.put(question.id(), question.proposed() == null ? "" : question.proposed()));
        return answers;
    }

    /** What was done, or would be; rejected rows go into a file. */
    void tell(Import what, ImportArguments asked, PrintStream out, PrintStream err) {
        taken(what, err);
        var outcome = what.outcome();
        for (var count : outcome.counts()) {
            err.println(say(
                    what.isDone() ? "import.console.count" : "import.console.count-dry",
                    say("import.target." + count.target()),
                    count.created(),
                    count.updated(),
                    count.unchanged(),
                    count.skipped(),
                    count.rejected()));
        }
        if (outcome.stagesKept() > 0) {
            err.println(say("import.stages-kept", outcome.stagesKept()));
        }
        if (!outcome.notes().isEmpty()) {
            err.println(say("import.notes", String.join(", ", outcome.notes())));
        }
        if (what.rejects() != null) {
            err.println(say(
                    "import.console.rejects",
                    outcome.rejected(),
                    keep(what.rejects()).toString()));
        }
        out.println(say(
                what.isDone() ? "import.console.done" : "import.console.dry",
                what.id().toString(),
                outcome.created(),
                outcome.updated(),
                outcome.unchanged(),
                outcome.rejected()));
        if (what.isDone()) {
            err.println(say("import.console.undo", what.id().toString()));
        } else if (!asked.yes() && what.matches().stream().anyMatch(Match::needed)) {
            err.println(say("import.console.needs-yes"));
        }
    }

    /** Spellings taken for another, and those that only look alike. */
    private void taken(Import what, PrintStream err) {
        what.matches().stream()
                .filter(Match::needed)
                .forEach(match -> err.println(match("import.console.taken", match)));
        what.matches().stream()
                .filter(match -> !match.needed())
                .limit(SHOWN)
                .forEach(match -> err.println(match("import.console.alike", match)));
    }

    private String match(String key, Match match) {
        return say(key, match.header(), match.value(), match.proposed(), match.rows());
    }

    /** Beside what the person is doing, under a name that isn't taken yet. */
    private Path keep(UUID rejects) {
        var name = say("import.rejects.file");
        int dot = name.lastIndexOf('.');
        var file = Path.of(name);
        for (int i = 2; java.nio.file.Files.exists(file); i++) {
            file = Path.of(name.substring(0, dot) + "-" + i + name.substring(dot));
        }
        try (var to = java.nio.file.Files.newOutputStream(file)) {
            files.copy(rejects, to);
        } catch (IOException e) {
            return Path.of("/imports");
        }
        return file.toAbsolutePath();
    }

    private String quoted(String value) {
        return json.writeValueAsString(value);
    }

    private String written(Object value) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    private String say(String key, Object... args) {
        return texts.text(ImportConsole.locale(), key, args);
    }
}
