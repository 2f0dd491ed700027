package io.diabolo.importing;

import io.diabolo.importing.mapping.ColumnMapping;
import io.diabolo.importing.mapping.Fields;
import io.diabolo.importing.mapping.FileMapping;
import io.diabolo.importing.mapping.Match;
import io.diabolo.importing.mapping.Question;
import io.diabolo.importing.mapping.Target;
import io.diabolo.importing.mapping.Use;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of an import shows.
 *
 * @param changed the names of the fields that would change, difference by difference
 * @param beingTakenBack a job is undoing it
 * @param likelyPairs its records that may be the same as others; null as long as none are there
 */
record ImportPage(
        Import what,
        long done,
        long total,
        String fault,
        List<Asked> questions,
        List<Match> suggestions,
        List<FileRows> files,
        List<PreviewRow> samples,
        List<String> changed,
        boolean beingTakenBack,
        LikelyPairs.@Nullable Found likelyPairs) {

    /** A choice in a select: what is sent and what is read. */
    record Choice(String value, String label, boolean chosen) {}

    /** A question in words, with its possible answers; the proposed one is chosen. */
    record Asked(String id, String text, List<Choice> choices, boolean mayKeep) {}

    /** @param recognised whose export it is, in words; empty when that isn't known */
    record FileRows(
            int number, String name, String recognised, long rows, List<Choice> records, List<ColumnRow> columns) {}

    record ColumnRow(
            String name,
            String header,
            List<String> values,
            List<Choice> uses,
            String formatName,
            List<Choice> formats) {}

    /** The list of exactly the records that came with this import; null where there is nothing to open. */
    @Nullable
    String createdList(ImportOutcome.Counts count) {
        var list = listOf(count.target());
        return list == null || count.created() == 0 || !what.isDone() ? null : list + "?created_in=" + what.changeSet();
    }

    private static @Nullable String listOf(String target) {
        return switch (target) {
            case "company" -> "/companies";
            case "person" -> "/people";
            case "lead" -> "/leads";
            case "opportunity" -> "/opportunities";
            default -> null;
        };
    }

    static ImportPage of(
            Import what,
            Jobs.@Nullable Job job,
            boolean beingTakenBack,
            LikelyPairs.@Nullable Found likelyPairs,
            String fault,
            Texts texts,
            Locale locale) {
        var questions = what.questions().stream()
                .map(question -> new Asked(
                        question.id(),
                        texts.text(locale, question.key(), question.args().toArray()),
                        question.choices().stream()
                                .map(choice -> new Choice(
                                        choice,
                                        label(question, choice, texts, locale),
                                        choice.equals(question.proposed())))
                                .toList(),
                        question.kind() == Question.Kind.MATCH))
                .toList();
        var suggestions = what.matches().stream()
                .filter(match -> !match.needed())
                .limit(50)
                .toList();
        var files = new ArrayList<FileRows>();
        for (int i = 0; i < what.mapping().files().size(); i++) {
            files.add(file(what, i, texts, locale));
        }
        return new ImportPage(
                what,
                job == null ? 0 : job.done(),
                job == null ? 0 : job.total(),
                fault,
                questions,
                suggestions,
                files,
                what.outcome().samples().stream()
                        .map(sample -> PreviewRow.of(sample, texts, locale))
                        .toList(),
                what.outcome().differences().stream()
                        .map(change -> field(Target.of(change.target()), change.column(), texts, locale))
                        .toList(),
                beingTakenBack,
                likelyPairs);
    }

    /** Targets, stages, orders and actions have words; other choices are values of the file. */
    private static String label(Question question, String choice, Texts texts, Locale locale) {
        if (choice.startsWith("@") && texts.has(locale, "import.answer." + choice.substring(1))) {
            return texts.text(locale, "import.answer." + choice.substring(1));
        }
        if (question.kind() == Question.Kind.MATCH || question.kind() == Question.Kind.UNKNOWN) {
            return choice;
        }
        for (var prefix : List.of("import.target.", "stage.", "import.format.")) {
            if (texts.has(locale, prefix + choice)) {
                return texts.text(locale, prefix + choice);
            }
        }
        return choice;
    }

    private static FileRows file(Import what, int number, Texts texts, Locale locale) {
        var file = what.mapping().files().get(number);
        var look = what.files().stream()
                .flatMap(each -> each.tables().stream())
                .filter(table -> table.name().equals(file.file()))
                .findFirst();
        var records = ImportController.targets().stream()
                .map(target -> new Choice(
                        target,
                        texts.text(locale, "import.target." + target),
                        file.record() != null && file.record().id().equals(target)))
                .toList();
        var columns = new ArrayList<ColumnRow>();
        for (int j = 0; j < file.columns().size(); j++) {
            var column = file.columns().get(j);
            int at = look.map(table -> table.header().indexOf(column.header())).orElse(-1);
            var values = at < 0
                    ? List.<String>of()
                    : look.get().sample().stream()
                            .map(row -> row.get(at))
                            .filter(value -> !value.isBlank())
                            .distinct()
                            .limit(10)
                            .toList();
            columns.add(new ColumnRow(
                    "c-" + number + "-" + j,
                    column.header(),
                    values,
                    uses(file, column, texts, locale),
                    "f-" + number + "-" + j,
                    formats(column, texts, locale)));
        }
        return new FileRows(
                number,
                file.file(),
                look.map(table -> recognised(table, texts, locale)).orElse(""),
                look.map(Import.Look::rows).orElse(0L),
                records,
                columns);
    }

    private static String recognised(Import.Look table, Texts texts, Locale locale) {
        var export = table.export();
        return export == null
                ? ""
                : texts.text(locale, "import.recognised." + export.source().id());
    }

    private static List<Choice> uses(FileMapping file, ColumnMapping column, Texts texts, Locale locale) {
        var uses = new ArrayList<Choice>();
        uses.add(
                new Choice("nothing", texts.text(locale, "import.target.nothing"), column.use() instanceof Use.Ignore));
        uses.add(new Choice(
                "custom", texts.text(locale, "import.target.custom"), column.use() instanceof Use.CustomField));
        var target = file.record();
        if (target != null) {
            Fields.of(target)
                    .forEach(field -> uses.add(new Choice(
                            field.name(),
                            field(target, field.name(), texts, locale),
                            field.name().equals(column.field()))));
        }
        return uses;
    }

    /** The field's name as its record shows it, else as imports call it. */
    static String field(Target target, String name, Texts texts, Locale locale) {
        for (var key : List.of("import.field." + name, "field." + target.id() + "." + name)) {
            if (texts.has(locale, key)) {
                return texts.text(locale, key);
            }
        }
        return name;
    }

    private static List<Choice> formats(ColumnMapping column, Texts texts, Locale locale) {
        var format = column.format();
        return switch (format.kind()) {
            case DATE, DATE_TIME ->
                choices(
                        List.of("ymd", "dmy", "mdy"),
                        format.dates() == null ? "" : format.dates().name(),
                        texts,
                        locale);
            case MONEY, DECIMAL, PERCENTAGE, INTEGER ->
                choices(
                        List.of("point", "comma"),
                        format.numbers() == null ? "" : format.numbers().name(),
                        texts,
                        locale);
            default -> List.of();
        };
    }

    private static List<Choice> choices(List<String> ids, String chosen, Texts texts, Locale locale) {
        return ids.stream()
                .map(id -> new Choice(id, texts.text(locale, "import.format." + id), id.equalsIgnoreCase(chosen)))
                .toList();
    }
}
