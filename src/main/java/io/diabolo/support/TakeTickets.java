package io.diabolo.support;

import static io.diabolo.jooq.Tables.TICKET;

import io.diabolo.directory.EmailAddress;
import io.diabolo.jooq.tables.records.TicketRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Many tickets at once, as another system hands them over: one command and one change set, all of them or none, with the
 * promises of time and the rest that a single one gets. A ticket whose external id is known already isn't made again.
 */
@Service
class TakeTickets {
    static final int MOST = 1_000;
    private static final int LONGEST_SUBJECT = 500;
    private final DSLContext sql;
    private final WriteTickets writing;
    private final Conversation conversation;
    private final ChangeSets changeSets;
    private final Clock clock;

    TakeTickets(DSLContext sql, WriteTickets writing, Conversation conversation, ChangeSets changeSets, Clock clock) {
        this.sql = sql;
        this.writing = writing;
        this.conversation = conversation;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /** A ticket as it is handed over; what isn't said is usual. */
    record Asked(
            @Nullable String subject,
            @Nullable String description,
            @Nullable String requesterEmail,
            @Nullable String requesterName,
            @Nullable String priority,
            @Nullable Integer tier,
            @Nullable String kind,
            @Nullable String skill,
            @Nullable String product,
            @Nullable String language,
            @Nullable Instant openedAt,
            @Nullable String externalId) {}

    /** @param again whether it was there before */
    record Taken(UUID id, boolean again) {}

    /** @param changeSet null when all were there before */
    record Batch(@Nullable UUID changeSet, List<Taken> tickets) {}

    /** In their order. @throws BadInput with all that is wrong, by place: {@code items[3].subject} */
    @Transactional
    public Batch take(List<Asked> asked, Actor me) {
        me.mayWrite();
        check(asked);
        var known = known(asked);
        var rows = new LinkedHashMap<Integer, TicketRecord>();
        var twice = new HashMap<String, TicketRecord>();
        for (var at = 0; at < asked.size(); at++) {
            var external = blank(asked.get(at).externalId());
            if (external == null || (!known.containsKey(external) && !twice.containsKey(external))) {
                var row = row(asked.get(at));
                rows.put(at, row);
                if (external != null) {
                    twice.put(external, row);
                }
            }
        }
        var changeSet = rows.isEmpty() ? null : write(rows.values(), me);
        var all = new ArrayList<Taken>();
        for (var at = 0; at < asked.size(); at++) {
            var row = rows.get(at);
            var external = asked.get(at).externalId();
            var before = row != null
                    ? null
                    : known.get(Objects.requireNonNull(external).strip());
            all.add(
                    row != null
                            ? new Taken(row.getId(), false)
                            : new Taken(
                                    before != null
                                            ? before
                                            : Objects.requireNonNull(twice.get(Objects.requireNonNull(external)
                                                            .strip()))
                                                    .getId(),
                                    true));
        }
        return new Batch(changeSet, all);
    }

    private static void check(List<Asked> asked) {
        if (asked.isEmpty() || asked.size() > MOST) {
            throw new BadInput("items", "ticket.fault.batch", MOST);
        }
        var faults = new ArrayList<Fault>();
        for (var at = 0; at < asked.size(); at++) {
            var place = "items[" + at + "].";
            var one = asked.get(at);
            var subject = blank(one.subject());
            if (subject == null) {
                faults.add(new Fault(place + "subject", "ticket.fault.subject"));
            } else if (subject.length() > LONGEST_SUBJECT) {
                faults.add(new Fault(place + "subject", "problem.field.too-long", LONGEST_SUBJECT));
            }
            var words = one.description();
            if (words != null && words.length() > Tickets.LONGEST) {
                faults.add(new Fault(place + "description", "ticket.fault.long", Tickets.LONGEST));
            }
            var email = blank(one.requesterEmail());
            if (email != null && EmailAddress.of(email).isEmpty()) {
                faults.add(new Fault(place + "requester_email", "help.fault.email"));
            }
            choice(one.priority(), TicketType.PRIORITIES, place + "priority", faults);
            choice(one.language(), List.of("fr", "en"), place + "language", faults);
            var tier = one.tier();
            if (tier != null && (tier < 1 || tier > 3)) {
                faults.add(new Fault(place + "tier", "ticket.fault.tier"));
            }
            brief(one.requesterName(), place + "requester_name", faults);
            brief(one.kind(), place + "kind", faults);
            brief(one.skill(), place + "skill", faults);
            brief(one.product(), place + "product", faults);
            brief(one.externalId(), place + "external_id", faults);
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    private static void choice(@Nullable String given, List<String> all, String field, List<Fault> faults) {
        if (given != null && !all.contains(given)) {
            faults.add(new Fault(field, "problem.field.choice"));
        }
    }

    private static void brief(@Nullable String given, String field, List<Fault> faults) {
        if (given != null && given.length() > LONGEST_SUBJECT) {
            faults.add(new Fault(field, "problem.field.too-long", LONGEST_SUBJECT));
        }
    }

    private static @Nullable String blank(@Nullable String text) {
        var plain = text == null ? "" : text.replace("\0", "").strip();
        return plain.isEmpty() ? null : plain;
    }

    /** Reads the index ticket_external. */
    private Map<String, UUID> known(List<Asked> asked) {
        var ids = asked.stream()
                .map(one -> blank(one.externalId()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var all = new HashMap<String, UUID>();
        if (!ids.isEmpty()) {
            sql.select(TICKET.EXTERNAL_ID, TICKET.ID)
                    .from(TICKET)
                    .where(TICKET.EXTERNAL_ID.in(ids))
                    .and(TICKET.DELETED_AT.isNull())
                    .orderBy(TICKET.CREATED_AT.desc())
                    .forEach(row -> all.putIfAbsent(row.value1(), row.value2()));
        }
        return all;
    }

    private TicketRecord row(Asked one) {
        var now = now();
        var row = sql.newRecord(TICKET);
        row.setSubject(Objects.requireNonNull(blank(one.subject())));
        row.setDescription(Objects.requireNonNullElse(blank(one.description()), ""));
        row.setStatus(TicketStatus.NEW.id());
        row.setPriority(Objects.requireNonNullElse(one.priority(), "normal"));
        var tier = one.tier();
        row.setTier(tier == null ? (short) 1 : tier.shortValue());
        row.setKind(blank(one.kind()));
        row.setSkill(blank(one.skill()));
        row.setProduct(blank(one.product()));
        row.setChannel("api");
        row.setLanguage(one.language());
        row.setRequesterName(blank(one.requesterName()));
        var email = blank(one.requesterEmail());
        row.setRequesterEmail(
                email == null ? null : EmailAddress.of(email).orElseThrow().text());
        row.setOpenedAt(
                one.openedAt() == null
                        ? now
                        : Objects.requireNonNull(one.openedAt()).atOffset(ZoneOffset.UTC));
        row.setAwaitingSince(row.getOpenedAt());
        row.setExternalId(blank(one.externalId()));
        row.setCreatedAt(now);
        row.setUpdatedAt(now);
        return row;
    }

    private UUID write(Collection<TicketRecord> rows, Actor me) {
        var changeSet =
                changeSets.open(me, "ticket.created", rows.iterator().next().getSubject());
        writing.write(rows, changeSet, me);
        conversation.begin(rows, changeSet);
        return changeSet;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
