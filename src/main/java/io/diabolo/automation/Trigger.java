package io.diabolo.automation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When an automation begins.
 *
 * @param begins event, date or schedule
 * @param event of an event: one of {@link #EVENTS}
 * @param fields of a change: the names of the fields that matter; none: any
 * @param detail of a stage its id, of a hand-off its kind, of a clock its kind; empty: any
 * @param field of a date: the name of the field that holds it
 * @param days of a date: so many days after it; below zero before it
 * @param every of a schedule: hour, day, workday, week or month
 * @param on of a week its day from 1 (Monday), of a month its day
 * @param at of a date or a schedule: the time of day in the workspace's zone, such as 08:00
 * @param again of a schedule: whether what was found last time is acted upon again
 */
record Trigger(
        String begins,
        String event,
        List<String> fields,
        String detail,
        String field,
        int days,
        String every,
        int on,
        String at,
        boolean again) {
    static final List<String> KINDS = List.of("event", "date", "schedule");
    static final List<String> EVENTS = List.of(
            "created",
            "changed",
            "stage",
            "handoff_offered",
            "handoff_accepted",
            "handoff_returned",
            "clock_warned",
            "clock_breached",
            "form");
    static final List<String> RHYTHMS = List.of("hour", "day", "workday", "week", "month");
    static final String USUAL_TIME = "08:00";

    Trigger(
            @Nullable String begins,
            @Nullable String event,
            @Nullable List<String> fields,
            @Nullable String detail,
            @Nullable String field,
            int days,
            @Nullable String every,
            int on,
            @Nullable String at,
            boolean again) {
        this.begins = Objects.requireNonNullElse(begins, "event");
        this.event = Objects.requireNonNullElse(event, "created");
        this.fields = fields == null ? List.of() : List.copyOf(fields);
        this.detail = Objects.requireNonNullElse(detail, "");
        this.field = Objects.requireNonNullElse(field, "");
        this.days = days;
        this.every = Objects.requireNonNullElse(every, "day");
        this.on = on == 0 ? 1 : on;
        this.at = at == null || at.isBlank() ? USUAL_TIME : at;
        this.again = again;
    }

    /** As it stands in JSON, where what is usual may be left out. */
    @JsonCreator
    static Trigger read(
            @JsonProperty("begins") @Nullable String begins,
            @JsonProperty("event") @Nullable String event,
            @JsonProperty("fields") @Nullable List<String> fields,
            @JsonProperty("detail") @Nullable String detail,
            @JsonProperty("field") @Nullable String field,
            @JsonProperty("days") @Nullable Integer days,
            @JsonProperty("every") @Nullable String every,
            @JsonProperty("on") @Nullable Integer on,
            @JsonProperty("at") @Nullable String at,
            @JsonProperty("again") @Nullable Boolean again) {
        return new Trigger(
                begins,
                event,
                fields,
                detail,
                field,
                days == null ? 0 : days,
                every,
                on == null ? 0 : on,
                at,
                Boolean.TRUE.equals(again));
    }

    static Trigger on(String event) {
        return new Trigger("event", event, null, null, null, 0, null, 0, null, false);
    }

    static Trigger daily() {
        return new Trigger("schedule", null, null, null, null, 0, "day", 0, null, false);
    }

    static Trigger before(String field, int days) {
        return new Trigger("date", null, null, null, field, -days, null, 0, null, false);
    }

    boolean isEvent() {
        return begins.equals("event");
    }

    boolean isDate() {
        return begins.equals("date");
    }

    boolean isSchedule() {
        return begins.equals("schedule");
    }
}
