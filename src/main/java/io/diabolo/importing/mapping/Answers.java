package io.diabolo.importing.mapping;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes answers into a mapping. */
final class Answers {
    private Answers() {}

    static Mapping in(Mapping mapping, List<Question> questions, List<Match> matches, Map<String, String> answers) {
        var answered = mapping;
        for (var question : questions) {
            var answer = answers.get(question.id());
            var header = question.header();
            // Left as it is, a value that names no record is meant as it stands: a record of its own.
            boolean kept = answer != null && answer.isEmpty() && question.kind() == Question.Kind.MATCH;
            if (question.kind() == Question.Kind.MISSING_COLUMN && answer != null && !answer.isEmpty()) {
                answered = answered.changing(
                        question.file(), file -> file.changing(answer, column -> column.with(missing(question))));
            } else if (kept && header != null) {
                var value = question.args().getFirst().toString();
                answered = answered.changing(
                        question.file(), file -> file.changing(header, column -> column.replacing(value, value)));
            } else if (answer != null && !answer.isEmpty() && header != null) {
                answered = answered.changing(question.file(), file -> file.changing(header, change(question, answer)));
            }
        }
        for (var match : matches) {
            var answer = answers.get(match.id());
            if (!match.needed() && answer != null && !answer.isEmpty()) {
                answered = answered.changing(
                        match.file(),
                        file -> file.changing(match.header(), column -> column.replacing(match.value(), answer)));
            }
        }
        return answered;
    }

    private static UnaryOperator<ColumnMapping> change(Question question, String answer) {
        return switch (question.kind()) {
            case DATE_ORDER -> column -> column.with(column.format().dated(DateOrder.of(answer)));
            case DECIMAL_MARK -> column -> column.with(column.format().numbered(DecimalMark.of(answer)));
            case STAGE, MATCH ->
                column -> column.replacing(question.args().getFirst().toString(), answer);
            case UNKNOWN -> column -> known(column, question.args().getFirst().toString(), answer);
            case UNKNOWNS -> column -> column.with(unknown(column.use(), answer));
            case TARGET, MISSING_COLUMN -> column -> column;
        };
    }

    /** To be made, a value stands for itself; to be left empty, for nothing; to be rejected, it stays what it is. */
    private static ColumnMapping known(ColumnMapping column, String value, String answer) {
        if (answer.equals(Use.Unknown.EMPTY.answer())) {
            return column.replacing(value, "");
        }
        boolean itself = answer.equals(Use.Unknown.CREATE.answer()) || answer.equals(Use.Unknown.REJECT.answer());
        return column.replacing(value, itself ? value : answer);
    }

    private static Use unknown(Use use, String answer) {
        return use instanceof Use.MapTo(var field, var link, var by, var _)
                ? new Use.MapTo(field, link, by, Use.Unknown.of(answer.substring(1)))
                : use;
    }

    /** The column that was missing is the one that the answer names. */
    private static Use missing(Question question) {
        return new Use.MapTo(question.args().size() > 1 ? question.args().get(1).toString() : "name");
    }
}
