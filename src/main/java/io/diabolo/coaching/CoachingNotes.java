package io.diabolo.coaching;

import static io.diabolo.jooq.Tables.COACHING_NOTE;

import io.diabolo.directory.AgreedTasks;
import io.diabolo.identity.Member;
import io.diabolo.jooq.tables.records.CoachingNoteRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What managers note about those they lead. Rights are checked here, so that page and API agree. No change set tells of it:
 * the log of changes is read by others.
 */
@Service
class CoachingNotes {
    static final int LONGEST = 20_000;
    /** Of what kind the text is, for who is named in it. */
    static final String TEXT = "coaching_note";

    private final DSLContext sql;
    private final CoachingRights rights;
    private final CoachingStore store;
    private final CoachingSubjects subjects;
    private final AgreedTasks tasks;
    private final TellOfCoaching tell;
    private final Clock clock;

    CoachingNotes(
            DSLContext sql,
            CoachingRights rights,
            CoachingStore store,
            CoachingSubjects subjects,
            AgreedTasks tasks,
            TellOfCoaching tell,
            Clock clock) {
        this.sql = sql;
        this.rights = rights;
        this.store = store;
        this.subjects = subjects;
        this.tasks = tasks;
        this.tell = tell;
        this.clock = clock;
    }

    /**
     * What is to be noted.
     *
     * @param about calls and deals, as {@code activity/<id>} or {@code opportunity/<id>}
     * @param shared whether the member reads it at once; what was shared stays so
     */
    record Wanted(String body, @Nullable LocalDate talkedOn, List<String> about, boolean shared) {}

    /**
     * Those of a member, the latest talk first; for the member those that were shared.
     *
     * @throws io.diabolo.platform.NotAllowed for who neither stands above the member nor is it
     */
    @Transactional(readOnly = true)
    public List<CoachingNote> of(MemberId member, Actor me) {
        if (member.equals(me.member())) {
            return store.of(member, true, me);
        }
        rights.led(member, me);
        return store.of(member, false, me);
    }

    /** @throws NoSuchRecord also if {@code me} may not read it */
    @Transactional(readOnly = true)
    public CoachingNote get(UUID id, Actor me) {
        var note = store.find(id, me);
        if (note == null || !rights.maySee(note.member(), note.isShared(), me)) {
            throw new NoSuchRecord("coaching_note", id);
        }
        return note;
    }

    @Transactional
    public CoachingNote write(MemberId member, Wanted wanted, Actor me) {
        me.mayWrite();
        Member about = rights.led(member, me);
        var body = words(wanted.body());
        var row = sql.newRecord(COACHING_NOTE);
        row.setMemberId(about.id().value());
        row.setAuthorId(me.member().value());
        row.setBody(body);
        row.setTalkedOn(talkedOn(wanted, me));
        row.setSharedAt(wanted.shared() ? now() : null);
        row.setCreatedAt(now());
        row.setUpdatedAt(now());
        var id = sql.insertInto(COACHING_NOTE)
                .set(row)
                .returningResult(COACHING_NOTE.ID)
                .fetchSingle()
                .value1();
        subjects.keep(id, wanted.about(), me);
        tell.named(id, member, body, wanted.shared(), me);
        if (wanted.shared()) {
            tell.shared(id, member, me);
        }
        return get(id, me);
    }

    /**
     * Other words for it.
     *
     * @throws io.diabolo.platform.NotAllowed for who didn't write it: nobody puts words into another's mouth
     * @throws StaleVersion when it was changed meanwhile
     */
    @Transactional
    public CoachingNote change(UUID id, Wanted wanted, int version, Actor me) {
        var row = led(id, me);
        CoachingRights.author(new MemberId(row.getAuthorId()), me);
        if (row.getVersion() != version) {
            throw new StaleVersion(version, row.getVersion());
        }
        var body = words(wanted.body());
        row.setBody(body);
        row.setTalkedOn(talkedOn(wanted, me));
        if (wanted.shared() && row.getSharedAt() == null) {
            row.setSharedAt(now());
            tell.shared(id, new MemberId(row.getMemberId()), me);
        }
        saved(row);
        subjects.keep(id, wanted.about(), me);
        tell.named(id, new MemberId(row.getMemberId()), body, row.getSharedAt() != null, me);
        return get(id, me);
    }

    /** From now on the member reads it; a second time changes nothing. */
    @Transactional
    public CoachingNote share(UUID id, Actor me) {
        var row = led(id, me);
        if (row.getSharedAt() == null) {
            row.setSharedAt(now());
            saved(row);
            var member = new MemberId(row.getMemberId());
            tell.named(id, member, row.getBody(), true, me);
            tell.shared(id, member, me);
        }
        return get(id, me);
    }

    /** What was agreed with the member, and until when: a task of theirs. */
    @Transactional
    public UUID agree(UUID id, String what, @Nullable LocalDate due, Actor me) {
        var row = led(id, me);
        if (what.isBlank()) {
            throw new BadInput("action", "coaching.fault.action");
        }
        if (what.strip().length() > AgreedTasks.LONGEST) {
            throw new BadInput("action", "problem.field.too-long", AgreedTasks.LONGEST);
        }
        if (due == null) {
            throw new BadInput("due_on", "coaching.fault.due");
        }
        return tasks.agree(id, new MemberId(row.getMemberId()), what.strip(), due);
    }

    /** Into the bin, with what was agreed and isn't done; {@link #restore} takes it out. */
    @Transactional
    public MemberId remove(UUID id, Actor me) {
        var row = led(id, me);
        row.setDeletedAt(now());
        saved(row);
        tasks.remove(id);
        return new MemberId(row.getMemberId());
    }

    @Transactional
    public CoachingNote restore(UUID id, Actor me) {
        me.mayWrite();
        var row = store.lock(id);
        if (row == null || !rights.leads(new MemberId(row.getMemberId()), me)) {
            throw new NoSuchRecord("coaching_note", id);
        }
        if (row.getDeletedAt() != null) {
            row.setDeletedAt(null);
            saved(row);
            tasks.restore(id);
        }
        return get(id, me);
    }

    /** Locked, for who stands above its member; who was given it reads it and no more. */
    private CoachingNoteRecord led(UUID id, Actor me) {
        me.mayWrite();
        var row = store.lock(id);
        if (row == null || row.getDeletedAt() != null || !rights.leads(new MemberId(row.getMemberId()), me)) {
            throw new NoSuchRecord("coaching_note", id);
        }
        return row;
    }

    private void saved(CoachingNoteRecord row) {
        row.setVersion(row.getVersion() + 1);
        row.setUpdatedAt(now());
        row.update();
    }

    private static String words(String body) {
        var words = body.replace("\0", "").replace("\r\n", "\n").strip();
        if (words.isEmpty()) {
            throw new BadInput("body", "coaching.fault.body");
        }
        if (words.length() > LONGEST) {
            throw new BadInput("body", "coaching.fault.long", LONGEST);
        }
        return words;
    }

    private LocalDate talkedOn(Wanted wanted, Actor me) {
        var today = LocalDate.ofInstant(clock.instant(), me.zone());
        var day = wanted.talkedOn() == null ? today : wanted.talkedOn();
        if (day.isAfter(today)) {
            throw new BadInput("talked_on", "coaching.fault.talked-on");
        }
        return day;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
