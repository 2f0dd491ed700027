package io.diabolo.importing.mapping;

import io.diabolo.importing.mapping.ColumnProfile.Doubt;
import io.diabolo.importing.mapping.Question.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What has to be asked about one file. */
final class Questions {
    private final TableProfile table;
    private final FileMapping file;
    private final Locale language;

    Questions(TableProfile table, FileMapping file, Locale language) {
        this.table = table;
        this.file = file;
        this.language = language;
    }

    static Question target(TableProfile table, List<Target> likeliest) {
        var choices = new ArrayList<>(likeliest.stream().map(Target::id).toList());
        choices.add("nothing");
        return new Question(
                table.name() + "/target",
                Kind.TARGET,
                table.name(),
                null,
                List.of(table.name()),
                choices,
                null,
                table.rows());
    }

    static Question match(Match match) {
        return new Question(
                match.id(),
                Kind.MATCH,
                match.file(),
                match.header(),
                List.of(match.value(), match.proposed(), match.rows()),
                List.of(match.proposed(), ""),
                match.proposed(),
                match.rows());
    }

    List<Question> all() {
        var questions = new ArrayList<Question>();
        missing(questions);
        for (var column : file.columns()) {
            var profile = Links.profile(table, column.header());
            if (!(column.use() instanceof Use.Ignore)) {
                doubt(column, profile, questions);
            }
            var field = column.field();
            if (field != null && file.record() != Target.TICKET && Assignment.isStage(field)) {
                stages(column, profile, questions);
            }
        }
        return questions;
    }

    private void missing(List<Question> questions) {
        var target = file.record();
        if (target == null) {
            return;
        }
        var required = Fields.required(target);
        if (required.stream().allMatch(field -> file.filling(field) == null)) {
            var first = Fields.of(target).stream()
                    .map(Field::name)
                    .filter(required::contains)
                    .filter(name -> !name.endsWith("id"))
                    .findFirst()
                    .orElseThrow();
            questions.add(new Question(
                    table.name() + "/missing/" + first,
                    Kind.MISSING_COLUMN,
                    table.name(),
                    null,
                    List.of(table.name(), first),
                    table.columns().stream().map(ColumnProfile::header).toList(),
                    null,
                    table.rows()));
        }
    }

    private void doubt(ColumnMapping column, ColumnProfile profile, List<Question> questions) {
        boolean french = language.getLanguage().equals("fr");
        var example = profile.examples().isEmpty() ? "" : profile.examples().getFirst();
        if (profile.doubt() == Doubt.DATE_ORDER && column.format().dates() == null) {
            var choices = french ? List.of("dmy", "mdy") : List.of("mdy", "dmy");
            questions.add(question(column, Kind.DATE_ORDER, "dates", example, choices, profile.filled()));
        }
        if (profile.doubt() == Doubt.DECIMAL_MARK && column.format().numbers() == null) {
            var choices = french ? List.of("comma", "point") : List.of("point", "comma");
            questions.add(question(column, Kind.DECIMAL_MARK, "numbers", example, choices, profile.filled()));
        }
    }

    private Question question(
            ColumnMapping column, Kind kind, String id, String example, List<String> choices, long rows) {
        return new Question(
                String.join("/", table.name(), column.header(), id),
                kind,
                table.name(),
                column.header(),
                List.of(column.header(), example),
                choices,
                null,
                rows);
    }

    private void stages(ColumnMapping column, ColumnProfile profile, List<Question> questions) {
        profile.distinct().forEach((value, rows) -> {
            if (column.values() == null || !column.values().containsKey(value)) {
                questions.add(new Question(
                        String.join("/", table.name(), column.header(), "stage", value),
                        Kind.STAGE,
                        table.name(),
                        column.header(),
                        List.of(value, rows),
                        StageNames.STAGES,
                        null,
                        rows));
            }
        });
    }
}
