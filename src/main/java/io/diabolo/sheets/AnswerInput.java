package io.diabolo.sheets;

import io.diabolo.platform.BadInput;
import io.diabolo.sheets.Sheets.Said;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers as they are given, read against the questions of a sheet. */
final class AnswerInput {
    private static final int LONGEST = 4_000;
    private final Sheet sheet;
    private final Instant now;

    AnswerInput(Sheet sheet, Instant now) {
        this.sheet = sheet;
        this.now = now;
    }

    /**
     * Those that say something new, by question.
     *
     * @param conflicts takes the questions that somebody else answered differently meanwhile
     */
    Map<String, Answer> fresh(Map<String, Said> said, List<String> conflicts) {
        var faults = new ArrayList<BadInput.Fault>();
        var fresh = new LinkedHashMap<String, Answer>();
        said.forEach((id, words) -> {
            var entry = sheet.entries().stream()
                    .filter(one -> one.question().id().equals(id))
                    .findFirst()
                    .orElse(null);
            if (entry == null) {
                faults.add(new BadInput.Fault(id, "sheet.fault.question"));
                return;
            }
            var answer = read(entry, words, faults);
            if (isConflict(entry, answer, words)) {
                conflicts.add(id);
            } else if (!same(entry.answer(), answer)) {
                fresh.put(id, answer);
            }
        });
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return fresh;
    }

    /** Both changed the same words, and not to the same. */
    private static boolean isConflict(Sheet.Entry entry, Answer answer, Said words) {
        var held = entry.answer() == null ? "" : entry.answer().value();
        var was = words.was();
        return words.value() != null
                && was != null
                && !was.replace("\r\n", "\n").strip().equals(held)
                && !held.equals(answer.value());
    }

    /** What isn't given stays as it was. */
    private Answer read(Sheet.Entry entry, Said words, List<BadInput.Fault> faults) {
        var id = entry.question().id();
        var old = entry.answer() == null ? new Answer("", "", null, "", "", "", "", now) : entry.answer();
        var source = text(words.source(), old.source(), id + ".source", faults);
        if (!source.isEmpty() && !Answer.SOURCES.contains(source)) {
            faults.add(new BadInput.Fault(id + ".source", "problem.field.choice"));
        }
        return new Answer(
                value(entry.question(), text(words.value(), old.value(), id, faults), faults),
                text(words.saidBy(), old.saidBy(), id + ".said_by", faults),
                day(words.saidOn(), old.saidOn(), id + ".said_on", faults),
                source,
                text(words.note(), old.note(), id + ".note", faults),
                words.occasion() == null ? old.occasion() : words.occasion(),
                "",
                now);
    }

    private static String text(@Nullable String given, String old, String field, List<BadInput.Fault> faults) {
        if (given == null) {
            return old;
        }
        if (given.length() > LONGEST) {
            faults.add(new BadInput.Fault(field, "problem.field.too-long", LONGEST));
        } else if (given.indexOf('\0') >= 0) {
            faults.add(new BadInput.Fault(field, "problem.field.text"));
        }
        return given.replace("\r\n", "\n").strip();
    }

    private static @Nullable LocalDate day(
            @Nullable String given, @Nullable LocalDate old, String field, List<BadInput.Fault> faults) {
        if (given == null || given.isBlank()) {
            return given == null ? old : null;
        }
        try {
            if (given.strip().matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(given.strip());
            }
        } catch (DateTimeParseException _) {
            // said below
        }
        faults.add(new BadInput.Fault(field, "problem.field.date", given));
        return null;
    }

    private static String value(Question question, String value, List<BadInput.Fault> faults) {
        if (value.isEmpty()) {
            return value;
        }
        switch (question.kind()) {
            case "date" -> day(value, null, question.id(), faults);
            case "yes_no" -> {
                if (!List.of("yes", "no").contains(value)) {
                    faults.add(new BadInput.Fault(question.id(), "problem.field.choice"));
                }
            }
            case "choice" -> {
                if (!question.choices().contains(value)) {
                    faults.add(new BadInput.Fault(question.id(), "problem.field.choice"));
                }
            }
            case "number", "money" -> {
                var plain = value.replaceAll("[\\s\\u00a0\\u202f€]", "").replace(',', '.');
                if (!plain.matches("-?[0-9]{1,15}(\\.[0-9]{1,6})?")) {
                    faults.add(new BadInput.Fault(question.id(), "problem.field.number", value));
                    return value;
                }
                return new BigDecimal(plain).toPlainString();
            }
            default -> {
                // any text
            }
        }
        return value;
    }

    private static boolean same(@Nullable Answer old, Answer fresh) {
        var before = old == null ? new Answer("", "", null, "", "", "", "", fresh.at()) : old;
        return before.value().equals(fresh.value())
                && before.saidBy().equals(fresh.saidBy())
                && Objects.equals(before.saidOn(), fresh.saidOn())
                && before.source().equals(fresh.source())
                && before.note().equals(fresh.note());
    }
}
