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
            if (answer != null && !answer.isEmpty() && header != null) {
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
            case TARGET, MISSING_COLUMN -> column -> column;
        };
    }
}
