package io.diabolo.sheets;

import io.diabolo.sheets.AnswerStore.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts a record's sheet together: its own answers, and what was answered to the same questions before. */
@Component
class SheetReading {
    private final SheetTemplates templates;
    private final AnswerStore store;
    private final ObjectProvider<EarlierSheets> earlier;

    SheetReading(SheetTemplates templates, AnswerStore store, ObjectProvider<EarlierSheets> earlier) {
        this.templates = templates;
        this.store = store;
        this.earlier = earlier;
    }

    Sheet of(String type, UUID subject, Locale locale) {
        return Objects.requireNonNull(of(type, List.of(subject), locale).get(subject));
    }

    /** Several at once: as many queries as for one. */
    Map<UUID, Sheet> of(String type, Collection<UUID> subjects, Locale locale) {
        var all = templates.all(locale);
        var template = templates(type, subjects, all, locale);
        var before = before(type, subjects);
        var asked = new LinkedHashSet<>(subjects);
        if (before != null) {
            before.values().forEach(asked::addAll);
        }
        var answers = new HashMap<UUID, List<Row>>();
        store.newest(asked)
                .forEach(row -> answers.computeIfAbsent(row.subject(), _ -> new ArrayList<>())
                        .add(row));
        var sheets = new HashMap<UUID, Sheet>();
        for (var subject : subjects) {
            var own = new HashMap<String, Answer>();
            var rest = new ArrayList<Row>();
            for (var row : answers.getOrDefault(subject, List.of())) {
                if (row.sheet()
                        .equals(Objects.requireNonNull(template.get(subject)).key())) {
                    own.put(row.question(), row.answer());
                } else if (before != null) {
                    rest.add(row);
                }
            }
            if (before != null) {
                before.getOrDefault(subject, List.of())
                        .forEach(other -> rest.addAll(answers.getOrDefault(other, List.of())));
            }
            rest.removeIf(row -> row.answer().value().isEmpty());
            sheets.put(subject, sheet(Objects.requireNonNull(template.get(subject)), own, rest, all));
        }
        return sheets;
    }

    /** By record: the sheet by which it is asked. */
    private Map<UUID, SheetTemplate> templates(
            String type, Collection<UUID> subjects, List<SheetTemplate> all, Locale locale) {
        var source = templates.source(type);
        var byRecord = new HashMap<UUID, SheetTemplate>();
        if (source == null) {
            var inUse = SheetTemplates.inUse(type, all);
            subjects.forEach(subject -> byRecord.put(subject, inUse));
            return byRecord;
        }
        var known = templates.of(source, locale);
        var keys = source.keys(subjects);
        subjects.forEach(subject -> byRecord.put(
                subject,
                known.stream()
                        .filter(one -> one.key().equals(keys.get(subject)))
                        .findFirst()
                        .orElse(known.getFirst())));
        return byRecord;
    }

    /** Null where records of this kind are asked first. */
    private @Nullable Map<UUID, List<UUID>> before(String type, Collection<UUID> subjects) {
        return earlier.stream()
                .filter(one -> one.type().equals(type))
                .findFirst()
                .map(one -> one.before(subjects))
                .orElse(null);
    }

    private static Sheet sheet(
            SheetTemplate template, Map<String, Answer> own, List<Row> earlier, List<SheetTemplate> all) {
        var told = new HashSet<Row>();
        var entries = template.questions().stream()
                .map(question -> {
                    var same = same(question, earlier);
                    told.addAll(same);
                    return new Sheet.Entry(
                            question,
                            own.get(question.id()),
                            same.stream().map(row -> earlier(row, all)).toList());
                })
                .toList();
        var rest = earlier.stream()
                .filter(Predicate.not(told::contains))
                .map(row -> earlier(row, all))
                .toList();
        return new Sheet(template, entries, rest);
    }

    private static List<Row> same(Question question, List<Row> earlier) {
        var all = new ArrayList<Row>();
        earlier.stream().filter(row -> row.question().equals(question.id())).forEach(all::add);
        Topics.of(question.id())
                .forEach(topic -> earlier.stream()
                        .filter(row -> topic.equals(row.sheet() + "." + row.question()) && !all.contains(row))
                        .forEach(all::add));
        return all;
    }

    /** A question that its sheet asks no more is called by its id. */
    private static Earlier earlier(Row row, List<SheetTemplate> all) {
        var sheet = all.stream().filter(one -> one.key().equals(row.sheet())).findFirst();
        var question = sheet.stream()
                .flatMap(one -> one.questions().stream())
                .filter(one -> one.id().equals(row.question()))
                .findFirst();
        return new Earlier(
                sheet.map(SheetTemplate::name).orElse(row.sheet()),
                question.map(Question::label).orElse(row.question()),
                question.map(Question::kind).orElse("text"),
                row.answer());
    }
}
