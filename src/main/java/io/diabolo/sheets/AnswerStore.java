package io.diabolo.sheets;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.SHEET_ANSWER;

import io.diabolo.platform.Actor;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of answers: appended, never changed. */
@Component
class AnswerStore {
    private static final int HISTORY = 100;
    private final DSLContext sql;

    AnswerStore(DSLContext sql) {
        this.sql = sql;
    }

    record Row(UUID subject, String sheet, String question, Answer answer) {}

    /** The answers of these records that hold, on whatever sheet. Reads the index sheet_answer_of_subject. */
    List<Row> newest(Collection<UUID> subjects) {
        return sql.select(SHEET_ANSWER.asterisk(), MEMBER.NAME)
                .distinctOn(SHEET_ANSWER.SUBJECT_ID, SHEET_ANSWER.QUESTION, SHEET_ANSWER.SHEET)
                .from(SHEET_ANSWER)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(SHEET_ANSWER.WORKSPACE_ID))
                .and(MEMBER.ID.eq(SHEET_ANSWER.MEMBER_ID))
                .where(SHEET_ANSWER.SUBJECT_ID.in(subjects))
                .orderBy(
                        SHEET_ANSWER.SUBJECT_ID,
                        SHEET_ANSWER.QUESTION,
                        SHEET_ANSWER.SHEET,
                        SHEET_ANSWER.AT.desc(),
                        SHEET_ANSWER.ID.desc())
                .fetch(row -> new Row(
                        row.get(SHEET_ANSWER.SUBJECT_ID),
                        row.get(SHEET_ANSWER.SHEET),
                        row.get(SHEET_ANSWER.QUESTION),
                        answer(row)));
    }

    /** All answers to a question of one sheet, the newest first. */
    List<Answer> history(UUID subject, String sheet, String question) {
        return new ArrayList<>(sql.select(SHEET_ANSWER.asterisk(), MEMBER.NAME)
                .from(SHEET_ANSWER)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(SHEET_ANSWER.WORKSPACE_ID))
                .and(MEMBER.ID.eq(SHEET_ANSWER.MEMBER_ID))
                .where(SHEET_ANSWER.SUBJECT_ID.eq(subject))
                .and(SHEET_ANSWER.QUESTION.eq(question))
                .and(SHEET_ANSWER.SHEET.eq(sheet))
                .orderBy(SHEET_ANSWER.AT.desc(), SHEET_ANSWER.ID.desc())
                .limit(HISTORY)
                .fetch(AnswerStore::answer));
    }

    private static Answer answer(Record row) {
        return new Answer(
                row.get(SHEET_ANSWER.VALUE),
                row.get(SHEET_ANSWER.SAID_BY),
                row.get(SHEET_ANSWER.SAID_ON),
                Objects.requireNonNullElse(row.get(SHEET_ANSWER.SOURCE), ""),
                row.get(SHEET_ANSWER.NOTE),
                Occasion.key(row.get(SHEET_ANSWER.OCCASION_TYPE), row.get(SHEET_ANSWER.OCCASION_ID)),
                row.get(MEMBER.NAME),
                row.get(SHEET_ANSWER.AT).toInstant());
    }

    /** How many answers a record was ever given: what rises with each of them. */
    int version(UUID subject) {
        return sql.fetchCount(SHEET_ANSWER, SHEET_ANSWER.SUBJECT_ID.eq(subject));
    }

    void forget(Collection<UUID> subjects) {
        sql.deleteFrom(SHEET_ANSWER).where(SHEET_ANSWER.SUBJECT_ID.in(subjects)).execute();
    }

    /** Two who write different parts of one answer: the second finds what the first wrote, and keeps it. */
    void lock(UUID subject) {
        sql.fetch(
                "select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || {0}, 6))",
                DSL.val("sheet/" + subject));
    }

    /** @param type of the record */
    void add(String type, Row row, OffsetDateTime at, UUID changeSet, Actor me) {
        var answer = row.answer();
        var occasion = answer.occasion().split(":", 2);
        var known = occasion.length == 2;
        sql.insertInto(SHEET_ANSWER)
                .set(SHEET_ANSWER.SUBJECT_TYPE, type)
                .set(SHEET_ANSWER.SUBJECT_ID, row.subject())
                .set(SHEET_ANSWER.SHEET, row.sheet())
                .set(SHEET_ANSWER.QUESTION, row.question())
                .set(SHEET_ANSWER.VALUE, answer.value())
                .set(SHEET_ANSWER.SAID_BY, answer.saidBy())
                .set(SHEET_ANSWER.SAID_ON, answer.saidOn())
                .set(SHEET_ANSWER.SOURCE, answer.source().isEmpty() ? null : answer.source())
                .set(SHEET_ANSWER.NOTE, answer.note())
                .set(SHEET_ANSWER.OCCASION_TYPE, known ? occasion[0] : null)
                .set(SHEET_ANSWER.OCCASION_ID, known ? UUID.fromString(occasion[1]) : (@Nullable UUID) null)
                .set(SHEET_ANSWER.MEMBER_ID, me.member().value())
                .set(SHEET_ANSWER.AT, at)
                .set(SHEET_ANSWER.CREATED_IN, changeSet)
                .execute();
    }
}
