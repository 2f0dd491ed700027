package io.diabolo.sheets;

import io.diabolo.sheets.AnswerStore.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        var all = templates.all(locale);
        var template = SheetTemplates.inUse(type, all);
        var before = before(type, subject);
        var subjects = new ArrayList<UUID>(List.of(subject));
        if (before != null) {
            subjects.addAll(before);
        }
        var own = new HashMap<String, Answer>();
        var rest = new ArrayList<Row>();
        store.newest(subjects).forEach(row -> {
            if (row.subject().equals(subject) && row.sheet().equals(template.key())) {
                own.put(row.question(), row.answer());
            } else if (before != null && !row.answer().value().isEmpty()) {
                rest.add(row);
            }
        });
        rest.sort(Comparator.comparingInt(row -> subjects.indexOf(row.subject())));
        return sheet(template, own, rest, all);
    }

    /** Null where a record of this kind is asked first. */
    private @Nullable List<UUID> before(String type, UUID subject) {
        return earlier.stream()
                .filter(one -> one.type().equals(type))
                .findFirst()
                .map(one -> one.before(subject))
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
