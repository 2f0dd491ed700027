package io.diabolo.directory;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.journey.Journeys;
import io.diabolo.mentions.Mention;
import io.diabolo.mentions.Mentions;
import io.diabolo.records.RecordHistory;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What happened with a record, in one stream, the newest first: activities, the ledger, changes of fields. */
@Component
class Timeline {
    private static final int SHOWN = 60;
    private final DSLContext sql;
    private final Journeys journeys;
    private final RecordHistory history;
    private final ObjectProvider<ActivityMore> more;
    private final Mentions mentions;
    private final RecordTypes types;

    Timeline(
            DSLContext sql,
            Journeys journeys,
            RecordHistory history,
            ObjectProvider<ActivityMore> more,
            Mentions mentions,
            RecordTypes types) {
        this.sql = sql;
        this.journeys = journeys;
        this.history = history;
        this.more = more;
        this.mentions = mentions;
        this.types = types;
    }

    /**
     * @param kind activity, stage or change: what the filter of the page tells apart
     * @param look the variant of the knot on the line
     * @param activity the id when it is an activity that can be completed or taken away
     * @param open a task that isn't done
     * @param due until when, of an open one; {@code late} when that has passed
     * @param more where it leads on to; null where nowhere
     * @param mentions whom the text names
     */
    record Item(
            String kind,
            String look,
            Instant at,
            String title,
            String body,
            String who,
            @Nullable UUID activity,
            boolean open,
            String due,
            boolean late,
            RecordAbove.@Nullable Action more,
            List<Mention> mentions) {
        Item leadingTo(RecordAbove.@Nullable Action where) {
            return where == null
                    ? this
                    : new Item(kind, look, at, title, body, who, activity, open, due, late, where, mentions);
        }

        Item naming(List<Mention> some) {
            return some.isEmpty()
                    ? this
                    : new Item(kind, look, at, title, body, who, activity, open, due, late, more, some);
        }
    }

    List<Item> of(RecordType type, UUID id, String only, Ui ui) {
        var all = new ArrayList<Item>();
        if (only.isEmpty() || only.equals("activity")) {
            all.addAll(leadingOn(activities(type.id(), id, ui), ui));
        }
        if (only.isEmpty() || only.equals("stage")) {
            all.addAll(stages(id, ui));
        }
        if (only.isEmpty() || only.equals("change")) {
            all.addAll(changes(type, id, ui));
        }
        all.sort(Comparator.comparing(Item::at).reversed());
        return all.subList(0, Math.min(SHOWN, all.size()));
    }

    private List<Item> leadingOn(List<Item> items, Ui ui) {
        var ids = items.stream().map(Item::activity).filter(Objects::nonNull).toList();
        var where = new HashMap<UUID, RecordAbove.Action>();
        more.forEach(one -> where.putAll(one.of(ids, ui)));
        var named = mentions.of(ActivityType.WRITTEN, ids);
        return items.stream()
                .map(item -> item.activity() == null
                        ? item
                        : item.leadingTo(where.get(item.activity()))
                                .naming(named.getOrDefault(item.activity(), List.of())))
                .toList();
    }

    private List<Item> activities(String type, UUID id, Ui ui) {
        TableField<?, UUID> of = switch (type) {
            case "company" -> ACTIVITY.COMPANY_ID;
            case "person" -> ACTIVITY.PERSON_ID;
            case "lead" -> ACTIVITY.LEAD_ID;
            case "opportunity" -> ACTIVITY.OPPORTUNITY_ID;
            default -> null;
        };
        if (of == null) {
            return List.of();
        }
        return sql.select(ACTIVITY.asterisk(), MEMBER.NAME)
                .from(ACTIVITY)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(ACTIVITY.WORKSPACE_ID))
                .and(MEMBER.ID.eq(ACTIVITY.OWNER_ID))
                .where(of.eq(id))
                .and(ACTIVITY.DELETED_AT.isNull())
                .orderBy(ACTIVITY.AT.desc())
                .limit(SHOWN)
                .fetch(row -> {
                    var subject = row.get(ACTIVITY.SUBJECT);
                    var kind = row.get(ACTIVITY.KIND);
                    var due = row.get(ACTIVITY.DUE_ON);
                    var open = kind.equals("task") && row.get(ACTIVITY.DONE_AT) == null;
                    var label = ui.t("choice.activity.kind." + kind);
                    return new Item(
                            "activity",
                            open ? "hand" : "",
                            row.get(ACTIVITY.AT).toInstant(),
                            subject.isEmpty() ? label : ui.t("record.timeline.activity", label, subject),
                            row.get(ACTIVITY.BODY),
                            name(row.get(MEMBER.NAME)),
                            row.get(ACTIVITY.ID),
                            open,
                            due == null || !open ? "" : ui.day(due),
                            due != null && open && due.isBefore(ui.today()),
                            null,
                            List.of());
                });
    }

    private List<Item> stages(UUID id, Ui ui) {
        return journeys.entries(List.of(id)).stream()
                .map(entry -> {
                    var to = ui.t("stage." + entry.to().id());
                    var from = entry.from();
                    var title = from == null
                            ? ui.t("record.timeline.entered", to)
                            : ui.t("record.timeline.moved", ui.t("stage." + from.id()), to);
                    var at = entry.occurredAt();
                    return new Item(
                            "stage",
                            entry.to().isExit() ? "bad" : entry.to().number() >= 7 ? "grow" : "out",
                            at == null ? entry.recordedAt() : at,
                            title,
                            reason(entry.reason(), ui),
                            name(entry.member()),
                            null,
                            false,
                            "",
                            false,
                            null,
                            List.of());
                })
                .toList();
    }

    private List<Item> changes(RecordType type, UUID id, Ui ui) {
        return history.of(type, id, ui).stream()
                .map(event -> new Item(
                        "change",
                        "",
                        event.at(),
                        ui.t("record.timeline." + event.kind()),
                        said(event, ui),
                        event.member(),
                        null,
                        false,
                        "",
                        false,
                        null,
                        List.of()))
                .toList();
    }

    /** One line for each field that got another value. */
    private static String said(RecordHistory.Event event, Ui ui) {
        return event.steps().stream()
                .map(step -> ui.t("record.timeline.value", step.label(), shown(step.from()), shown(step.to())))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(String value) {
        return value.isEmpty() ? "—" : value;
    }

    /** One from a list in the reader's words, any other as it was written. */
    private String reason(@Nullable String reason, Ui ui) {
        if (reason == null) {
            return "";
        }
        return types.byId("opportunity").stream()
                .flatMap(type -> type.fields().stream()
                        .filter(field -> field.name().equals("reason"))
                        .map(field -> type.shown(field, reason, ui.locale())))
                .findFirst()
                .orElse(reason);
    }

    private static String name(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** When each stage of a journey was entered, in order; exits last. */
    Map<Integer, java.time.LocalDate> entered(UUID journey) {
        var row = sql.fetchOne(DSL.sql("select * from journey where id = ?", journey));
        var all = new java.util.LinkedHashMap<Integer, java.time.LocalDate>();
        if (row != null) {
            for (var stage = 1; stage <= 10; stage++) {
                var day = row.get("on_" + stage, java.time.LocalDate.class);
                if (day != null) {
                    all.put(stage, day);
                }
            }
        }
        return all;
    }
}
