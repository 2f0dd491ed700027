package io.diabolo.coaching;

import io.diabolo.coaching.CoachingNote.Subject;
import io.diabolo.coaching.CoachingPage.Led;
import io.diabolo.identity.Member;
import io.diabolo.identity.MemberState;
import io.diabolo.identity.Members;
import io.diabolo.identity.ReportingLine;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the pages of coaching together. */
@Component
class CoachingPages {
    private final CoachingNotes notes;
    private final CoachingStore store;
    private final CoachingRights rights;
    private final CoachingSubjects subjects;
    private final OpenActions actions;
    private final ReportingLine line;
    private final Members members;

    CoachingPages(
            CoachingNotes notes,
            CoachingStore store,
            CoachingRights rights,
            CoachingSubjects subjects,
            OpenActions actions,
            ReportingLine line,
            Members members) {
        this.notes = notes;
        this.store = store;
        this.rights = rights;
        this.subjects = subjects;
        this.actions = actions;
        this.line = line;
        this.members = members;
    }

    /** Those one leads, who were never or longest ago talked to on top. */
    @Transactional(readOnly = true)
    public List<Led> led(Actor me, Ui ui) {
        var people = line.below(me.member()).stream()
                .filter(member -> member.state() == MemberState.ACTIVE)
                .toList();
        if (people.isEmpty()) {
            return List.of();
        }
        var ids = people.stream().map(member -> member.id().value()).toList();
        var last = store.last(ids);
        var open = actions.of(ids, ui.today());
        return people.stream()
                .map(member -> {
                    var counted = open.getOrDefault(member.id().value(), new OpenActions.Counted(0, 0));
                    return new Led(member, last.get(member.id().value()), counted.open(), counted.late());
                })
                .sorted(Comparator.comparing(Led::last, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    @Transactional(readOnly = true)
    public CoachingPage.People people(Ui ui) {
        return new CoachingPage.People(led(ui.me(), ui), notes.of(ui.me().member(), ui.me()));
    }

    @Transactional(readOnly = true)
    public CoachingPage.One one(
            MemberId id, Map<String, String> typed, List<String> about, Map<String, String> faults, Ui ui) {
        var found = notes.of(id, ui.me());
        var leads = rights.leads(id, ui.me());
        return new CoachingPage.One(
                member(id),
                leads,
                found,
                leads ? subjects.offered(id, ui.me()) : List.of(),
                ui.today(),
                typed,
                about,
                faults);
    }

    @Transactional(readOnly = true)
    public CoachingPage.Edit edit(CoachingNote note, Ui ui) {
        rights.led(note.member(), ui.me());
        CoachingRights.author(note.author(), ui.me());
        var typed = new HashMap<String, String>();
        typed.put("body", note.body());
        typed.put("talked_on", note.talkedOn().toString());
        typed.put("version", String.valueOf(note.version()));
        var about = note.subjects().stream().map(CoachingPages::key).toList();
        return edit(note, typed, about, Map.of(), false, ui);
    }

    /** With what was typed. */
    @Transactional(readOnly = true)
    public CoachingPage.Edit edit(
            CoachingNote note,
            Map<String, String> typed,
            List<String> about,
            Map<String, String> faults,
            boolean stale,
            Ui ui) {
        var offered = new LinkedHashMap<String, Subject>();
        note.subjects().forEach(one -> offered.put(key(one), one));
        subjects.offered(note.member(), ui.me()).forEach(one -> offered.putIfAbsent(key(one), one));
        return new CoachingPage.Edit(
                note, member(note.member()), List.copyOf(offered.values()), typed, about, faults, stale);
    }

    static String key(Subject subject) {
        return subject.type() + "/" + subject.id();
    }

    private Member member(MemberId id) {
        var member = members.find(id);
        if (member == null) {
            throw new NoSuchRecord("member", id);
        }
        return member;
    }
}
