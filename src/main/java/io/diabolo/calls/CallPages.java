package io.diabolo.calls;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.calls.CallPage.Past;
import io.diabolo.calls.CallPage.Row;
import io.diabolo.calls.CallQueue.Held;
import io.diabolo.calls.CallQueue.Turn;
import io.diabolo.directory.PhoneNumbers;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the call desk's page together. */
@Component
class CallPages {
    private static final int PAST = 6;
    private static final int NEXT = 25;

    private final DSLContext sql;
    private final CallDesk desk;
    private final CallStore store;
    private final Workspaces workspaces;
    private final Texts texts;
    private final Clock clock;

    CallPages(DSLContext sql, CallDesk desk, CallStore store, Workspaces workspaces, Texts texts, Clock clock) {
        this.sql = sql;
        this.desk = desk;
        this.store = store;
        this.workspaces = workspaces;
        this.texts = texts;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public CallPage page(Map<String, String> typed, Map<String, String> faults, Ui ui) {
        var queue = desk.queue(ui.me());
        // What was refused stays with whom it was said of.
        var turn = queue.turns().stream()
                .filter(one -> one.callee().lead().toString().equals(typed.get("lead")))
                .findFirst()
                .orElse(queue.first());
        var today = ui.today().atStartOfDay(ui.zone()).toInstant();
        return new CallPage(
                turn,
                turn == null ? "" : reason(turn, ui),
                turn == null ? "" : there(turn.times(), ui),
                turn == null ? "" : readable(turn.callee()),
                turn == null ? List.of() : past(turn.callee(), ui),
                desk.script(),
                ui.me().administrator() || ui.me().roles().contains("manager"),
                ui.today()
                        .plusDays(1)
                        .atTime(LocalTime.of(9, 30))
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm")),
                store.made(ui.me().member(), today),
                Math.max(0, queue.turns().size() - 1),
                queue.turns().stream()
                        .filter(one -> !one.equals(turn))
                        .limit(NEXT)
                        .map(one -> Row.of(one, reason(one, ui)))
                        .toList(),
                queue.held().stream().map(one -> Row.of(one, why(one, ui))).toList(),
                typed,
                faults);
    }

    private String readable(Callee callee) {
        return callee.number() == null
                ? ""
                : PhoneNumbers.readable(callee.number(), workspaces.settings().country());
    }

    String reason(Turn turn, Ui ui) {
        var although = turn.although();
        var priority = turn.callee().priority();
        var why = why(turn, ui) + (priority == null ? "" : " " + ui.t("calls.why.priority", priority));
        return although == null ? why : why + " " + ui.t("calls.although", ui.t("calls.held." + although.id()));
    }

    private String why(Turn turn, Ui ui) {
        var callee = turn.callee();
        return switch (turn.why()) {
            case "back" -> ui.t("calls.why.back", ui.moment(Objects.requireNonNull(callee.again())));
            case "due" ->
                ui.t("calls.why.due", ui.ago(callee.createdAt()), ui.time(Objects.requireNonNull(callee.due())));
            case "soon" ->
                ui.t(
                        "calls.why.soon",
                        there(turn.times(), ui),
                        ui.time(Objects.requireNonNull(turn.times().until())));
            default -> ui.t("calls.why.score", callee.score() == null ? 0 : callee.score(), callee.tries());
        };
    }

    private String why(Held held, Ui ui) {
        return held.why().equals("hours")
                ? ui.t(
                        "calls.held.hours",
                        there(held.times(), ui),
                        ui.moment(held.times().from()))
                : ui.t("calls.held." + held.why());
    }

    /** The time where they are. */
    private String there(CallTimes.Callable times, Ui ui) {
        return Ui.detached(texts, clock, ui.locale(), times.zone()).time(ui.now());
    }

    private List<Past> past(Callee callee, Ui ui) {
        var ofPerson = callee.person() == null ? DSL.falseCondition() : ACTIVITY.PERSON_ID.eq(callee.person());
        return sql.select(ACTIVITY.AT, ACTIVITY.KIND, ACTIVITY.SUBJECT, ACTIVITY.BODY, MEMBER.NAME)
                .from(ACTIVITY)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(ACTIVITY.WORKSPACE_ID))
                .and(MEMBER.ID.eq(ACTIVITY.OWNER_ID))
                .where(ACTIVITY.LEAD_ID.eq(callee.lead()).or(ofPerson))
                .and(ACTIVITY.DELETED_AT.isNull())
                .orderBy(ACTIVITY.AT.desc())
                .limit(PAST)
                .fetch(row -> new Past(
                        row.value1().toInstant(),
                        row.value3().isEmpty()
                                ? ui.t("choice.activity.kind." + row.value2())
                                : ui.t(
                                        "record.timeline.activity",
                                        ui.t("choice.activity.kind." + row.value2()),
                                        row.value3()),
                        row.value4(),
                        text(row.value5())));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
