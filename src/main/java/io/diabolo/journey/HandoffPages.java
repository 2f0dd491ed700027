package io.diabolo.journey;

import io.diabolo.clocks.ClockBadge;
import io.diabolo.clocks.ClockId;
import io.diabolo.clocks.Clocks;
import io.diabolo.clocks.Countdown;
import io.diabolo.journey.HandoffStore.Cursor;
import io.diabolo.journey.HandoffStore.Tab;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.sheets.SheetPart;
import io.diabolo.sheets.Sheets;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the pages of hand-offs together. */
@Component
class HandoffPages {
    static final int SHOWN = 50;
    private final Handoffs handoffs;
    private final HandoffStore store;
    private final Clocks clocks;
    private final Records records;
    private final RecordTypes types;
    private final Sheets sheets;
    private final HandoffMentions mentioned;
    private final ObjectProvider<BesideHandoff> beside;

    HandoffPages(
            Handoffs handoffs,
            HandoffStore store,
            Clocks clocks,
            Records records,
            RecordTypes types,
            Sheets sheets,
            HandoffMentions mentioned,
            ObjectProvider<BesideHandoff> beside) {
        this.handoffs = handoffs;
        this.store = store;
        this.clocks = clocks;
        this.records = records;
        this.types = types;
        this.sheets = sheets;
        this.mentioned = mentioned;
        this.beside = beside;
    }

    /** @param next null on the last page */
    record Found(List<Handoff> handoffs, @Nullable String next) {}

    @Transactional(readOnly = true)
    public Found found(Tab tab, @Nullable Cursor after, int limit, Ui ui) {
        if (tab == Tab.ALL && !HandoffRights.leads(ui.me())) {
            throw new NotAllowed("handoff-all");
        }
        var all = store.list(tab, ui.me(), after, limit + 1);
        var more = all.size() > limit;
        var shown = more ? all.subList(0, limit) : all;
        return new Found(shown, more ? cursor(tab, shown.getLast()) : null);
    }

    @Transactional(readOnly = true)
    public HandoffListPage list(Tab tab, @Nullable Cursor after, Ui ui) {
        var found = found(tab, after, SHOWN, ui);
        var tabs = new ArrayList<>(List.of(Tab.WAITING, Tab.SENT, Tab.ANSWERED));
        if (HandoffRights.leads(ui.me())) {
            tabs.add(Tab.ALL);
        }
        var running = clocks.find(found.handoffs().stream()
                .filter(Handoff::isOpen)
                .map(Handoff::clock)
                .toList());
        return new HandoffListPage(
                tab,
                tabs,
                found.handoffs().stream()
                        .map(one -> new HandoffListPage.Row(
                                one, badge(one, running, ui), one.isOpen() && HandoffRights.mayAnswer(one, ui.me())))
                        .toList(),
                found.next() == null ? "" : "/handoffs?tab=" + tab.id() + "&after=" + found.next());
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public HandoffPage one(HandoffId id, boolean taken, Map<String, String> typed, Map<String, String> faults, Ui ui) {
        var handoff = handoffs.get(id, ui.me());
        var outcome = handoff.outcome();
        var subjectPath = path(handoff.subjectType(), handoff.subject(), ui);
        return new HandoffPage(
                handoff,
                subjectPath,
                outcome == null ? "" : path(outcome.type(), outcome.id(), ui),
                HandoffFact.of(handoff, ui),
                beside.orderedStream()
                        .flatMap(module -> module.of(handoff, ui).stream())
                        .toList(),
                subjectPath.isEmpty() ? null : sheet(handoff.kind(), handoff.subject(), subjectPath, ui),
                badge(handoff, clocks.find(List.of(handoff.clock())), ui),
                handoff.isOpen() && HandoffRights.mayAnswer(handoff, ui.me()),
                handoff.isOpen() && HandoffRights.mayWithdraw(handoff, ui.me()),
                taken,
                mentioned.of(id),
                typed,
                faults);
    }

    /** Of what is qualified before it is passed on; its reader sees the subject. */
    @Nullable
    SheetPart sheet(HandoffKind kind, UUID subject, String path, Ui ui) {
        return kind == HandoffKind.QUALIFIED_LEAD
                ? SheetPart.of(sheets.of("lead", subject, ui.locale()), path, ui)
                : null;
    }

    private static @Nullable ClockBadge badge(Handoff handoff, Map<ClockId, Countdown> clocks, Ui ui) {
        if (!handoff.isOpen()) {
            return null;
        }
        var clock = clocks.get(handoff.clock());
        return clock == null ? null : ClockBadge.of(clock, ui);
    }

    /** Empty for who may not see it. */
    private String path(String type, UUID id, Ui ui) {
        return types.byId(type)
                .map(one -> {
                    try {
                        records.get(one, id, ui.me());
                        return "/" + one.plural() + "/" + id;
                    } catch (NoSuchRecord _) {
                        return "";
                    }
                })
                .orElse("");
    }

    private static String cursor(Tab tab, Handoff last) {
        var at = switch (tab) {
            case WAITING, ALL -> last.dueAt();
            case SENT -> last.offeredAt();
            case ANSWERED -> last.answeredAt();
        };
        return at + "_" + last.id();
    }

    /** Null when it is none. */
    static @Nullable Cursor cursor(String text) {
        var parts = text.split("_", 2);
        try {
            return parts.length == 2 ? new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1])) : null;
        } catch (DateTimeException | IllegalArgumentException _) {
            return null;
        }
    }

    static Tab tab(String id) {
        return List.of(Tab.values()).stream()
                .filter(tab -> tab.id().equals(id))
                .findFirst()
                .orElse(Tab.WAITING);
    }
}
