package io.diabolo.sheets;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.SHEET_ANSWER;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sheets of records. Who sees a record may answer its questions; nothing is overwritten, the newest answer holds, and the
 * older ones stay with who wrote them.
 */
@Service
public class Sheets {
    private static final int LONGEST = 4_000;
    private static final int HISTORY = 100;
    private final DSLContext sql;
    private final SheetTemplates templates;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final Announcements announcements;
    private final Clock clock;

    Sheets(
            DSLContext sql,
            SheetTemplates templates,
            Records records,
            RecordTypes types,
            ChangeSets changeSets,
            Announcements announcements,
            Clock clock) {
        this.sql = sql;
        this.templates = templates;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** What somebody answers; the words as a form or JSON gives them. */
    public record Said(
            @Nullable String value,
            @Nullable String saidBy,
            @Nullable String saidOn,
            @Nullable String source,
            @Nullable String note) {}

    /** @throws NoSuchRecord also if {@code me} can't see the record */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Sheet of(String type, UUID subject, Actor me) {
        records.get(types.byId(type).orElseThrow(), subject, me);
        return of(subject, me.locale());
    }

    /** For who has looked already whether it may be seen. */
    @Transactional(readOnly = true)
    public Sheet of(UUID subject, Locale locale) {
        var template = templates.inUse(locale);
        var answers = new HashMap<String, Answer>();
        sql.select(SHEET_ANSWER.asterisk(), MEMBER.NAME)
                .distinctOn(SHEET_ANSWER.QUESTION)
                .from(SHEET_ANSWER)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(SHEET_ANSWER.WORKSPACE_ID))
                .and(MEMBER.ID.eq(SHEET_ANSWER.MEMBER_ID))
                .where(SHEET_ANSWER.SUBJECT_ID.eq(subject))
                .and(SHEET_ANSWER.SHEET.eq(template.key()))
                .orderBy(SHEET_ANSWER.QUESTION, SHEET_ANSWER.AT.desc(), SHEET_ANSWER.ID.desc())
                .forEach(row -> answers.put(row.get(SHEET_ANSWER.QUESTION), answer(row)));
        return new Sheet(
                template,
                template.questions().stream()
                        .map(question -> new Sheet.Entry(question, answers.get(question.id())))
                        .toList());
    }

    private static Answer answer(Record row) {
        return new Answer(
                row.get(SHEET_ANSWER.VALUE),
                row.get(SHEET_ANSWER.SAID_BY),
                row.get(SHEET_ANSWER.SAID_ON),
                Objects.requireNonNullElse(row.get(SHEET_ANSWER.SOURCE), ""),
                row.get(SHEET_ANSWER.NOTE),
                row.get(MEMBER.NAME),
                row.get(SHEET_ANSWER.AT).toInstant());
    }

    /** All answers to a question, the newest first. */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public List<Answer> history(String type, UUID subject, String question, Actor me) {
        records.get(types.byId(type).orElseThrow(), subject, me);
        var template = templates.inUse(me.locale());
        return sql.select(SHEET_ANSWER.asterisk(), MEMBER.NAME)
                .from(SHEET_ANSWER)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(SHEET_ANSWER.WORKSPACE_ID))
                .and(MEMBER.ID.eq(SHEET_ANSWER.MEMBER_ID))
                .where(SHEET_ANSWER.SUBJECT_ID.eq(subject))
                .and(SHEET_ANSWER.QUESTION.eq(question))
                .and(SHEET_ANSWER.SHEET.eq(template.key()))
                .orderBy(SHEET_ANSWER.AT.desc(), SHEET_ANSWER.ID.desc())
                .limit(HISTORY)
                .fetch(Sheets::answer);
    }

    /**
     * Writes down answers; what says the same as before is left out.
     *
     * @return the change set; null when nothing was new
     * @throws BadInput naming each answer that doesn't suit its question
     */
    @Transactional
    public @Nullable UUID answer(String type, UUID subject, Map<String, Said> said, Actor me) {
        me.mayWrite();
        var row = records.get(types.byId(type).orElseThrow(), subject, me);
        // Two who write different parts of one answer: the second finds what the first wrote, and keeps it.
        sql.fetch(
                "select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || {0}, 6))",
                DSL.val("sheet/" + subject));
        var sheet = of(subject, me.locale());
        var fresh = fresh(sheet, said);
        if (fresh.isEmpty()) {
            return null;
        }
        var name = Objects.toString(row.value("name"), "");
        var changeSet = changeSets.open(me, "sheet.answered", name);
        // Each a little later than the one before it, whatever the clock says: the newest holds.
        var at = clock.instant().atOffset(ZoneOffset.UTC);
        fresh.forEach((question, answer) -> sql.insertInto(SHEET_ANSWER)
                .set(SHEET_ANSWER.SUBJECT_TYPE, type)
                .set(SHEET_ANSWER.SUBJECT_ID, subject)
                .set(SHEET_ANSWER.SHEET, sheet.template().key())
                .set(SHEET_ANSWER.QUESTION, question)
                .set(SHEET_ANSWER.VALUE, answer.value())
                .set(SHEET_ANSWER.SAID_BY, answer.saidBy())
                .set(SHEET_ANSWER.SAID_ON, answer.saidOn())
                .set(SHEET_ANSWER.SOURCE, answer.source().isEmpty() ? null : answer.source())
                .set(SHEET_ANSWER.NOTE, answer.note())
                .set(SHEET_ANSWER.MEMBER_ID, me.member().value())
                .set(SHEET_ANSWER.AT, at)
                .set(SHEET_ANSWER.CREATED_IN, changeSet)
                .execute());
        changeSets.updated(changeSet, type, subject, Map.of(), Map.of());
        announcements.changed(type + "-" + subject);
        return changeSet;
    }

    private Map<String, Answer> fresh(Sheet sheet, Map<String, Said> said) {
        var faults = new ArrayList<BadInput.Fault>();
        var fresh = new java.util.LinkedHashMap<String, Answer>();
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
            if (!same(entry.answer(), answer)) {
                fresh.put(id, answer);
            }
        });
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return fresh;
    }

    /** What isn't given stays as it was. */
    private Answer read(Sheet.Entry entry, Said words, List<BadInput.Fault> faults) {
        var id = entry.question().id();
        var old = entry.answer() == null ? new Answer("", "", null, "", "", "", clock.instant()) : entry.answer();
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
                "",
                clock.instant());
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
        var before = old == null ? new Answer("", "", null, "", "", "", fresh.at()) : old;
        return before.value().equals(fresh.value())
                && before.saidBy().equals(fresh.saidBy())
                && Objects.equals(before.saidOn(), fresh.saidOn())
                && before.source().equals(fresh.source())
                && before.note().equals(fresh.note());
    }
}
