package io.diabolo.importing.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a person should say before the import.
 *
 * @param id stays the same when the same files are looked at again; answers name it
 * @param header the column, null when the question is about the whole file
 * @param args the arguments of the message {@link #key()}
 * @param choices possible answers; the first is the likeliest
 * @param proposed the answer that is taken if nobody is there to ask; null where guessing could do harm
 * @param rows how many rows it is about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Question(
        String id,
        Kind kind,
        String file,
        @Nullable String header,
        List<Object> args,
        List<String> choices,
        @Nullable String proposed,
        long rows) {
    public Question {
        args = List.copyOf(args);
        choices = List.copyOf(choices);
    }

    /** What is asked. */
    public enum Kind {
        /** {0} file: what are its rows? */
        TARGET,
        /** {0} file, {1} field: which column holds it? */
        MISSING_COLUMN,
        /** {0} header, {1} example: day or month first? */
        DATE_ORDER,
        /** {0} header, {1} example: is the mark for decimals or for thousands? */
        DECIMAL_MARK,
        /** {0} value, {1} rows: which stage is it? */
        STAGE,
        /** {0} value, {1} proposed, {2} rows: is it the same? The answer is the known value, or empty to keep it. */
        MATCH,
        /** {0} value, {1} rows, {2} header: it names no record. Which one is it, or is it made, or left empty? */
        UNKNOWN,
        /** {0} header, {1} how many values, {2} some of them: they name no records. Are these made, or left empty? */
        UNKNOWNS;

        /** The answer has to be one of the choices; elsewhere a person may name what isn't listed. */
        boolean isClosed() {
            return this != MATCH && this != UNKNOWN;
        }
    }

    /** Whether it can be answered so. */
    public boolean allows(String answer) {
        return !kind.isClosed() || answer.isEmpty() || choices.contains(answer);
    }

    /** The key of the question's text. */
    public String key() {
        return "import.question."
                + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Nothing is proposed: the import can't go on without an answer. */
    public boolean mustBeAnswered() {
        return proposed == null;
    }
}
