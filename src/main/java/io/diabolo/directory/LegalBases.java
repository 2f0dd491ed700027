package io.diabolo.directory;

import static io.diabolo.jooq.Tables.LEGAL_BASIS;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.STORED_FILE;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people may be contacted for, by which channel, and what proves it. Nothing is overwritten: a new word on a channel
 * and purpose holds from then on. Who sees a person may say it.
 */
@Service
public class LegalBases {
    private static final int LONGEST = 2_000;
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final PersonType type;
    private final Clock clock;

    LegalBases(DSLContext sql, ChangeSets changeSets, PersonType type, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.type = type;
        this.clock = clock;
    }

    /** What is said of one channel and purpose; the words as a form or JSON gives them. */
    public record Said(
            @Nullable String channel,
            @Nullable String purpose,
            @Nullable String basis,
            @Nullable String state,
            @Nullable LocalDate since,
            @Nullable String proof,
            @Nullable UUID proofFile,
            @Nullable String source) {}

    /** All that was said, the newest first. @throws NoSuchRecord also if {@code me} can't see the person */
    @Transactional(readOnly = true)
    public List<LegalBasis> of(UUID person, Actor me) {
        if (!sql.fetchExists(PERSON, PERSON.ID.eq(person), PERSON.DELETED_AT.isNull(), Visible.to(me, type))) {
            throw new NoSuchRecord("person", person);
        }
        var settled = new HashSet<String>();
        return sql.select(LEGAL_BASIS.asterisk(), MEMBER.NAME)
                .from(LEGAL_BASIS)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(LEGAL_BASIS.WORKSPACE_ID))
                .and(MEMBER.ID.eq(LEGAL_BASIS.MEMBER_ID))
                .where(LEGAL_BASIS.PERSON_ID.eq(person))
                .orderBy(LEGAL_BASIS.RECORDED_AT.desc(), LEGAL_BASIS.ID.desc())
                .limit(200)
                .fetch(row -> new LegalBasis(
                        row.get(LEGAL_BASIS.ID),
                        row.get(LEGAL_BASIS.CHANNEL),
                        row.get(LEGAL_BASIS.PURPOSE),
                        row.get(LEGAL_BASIS.BASIS),
                        row.get(LEGAL_BASIS.STATE),
                        row.get(LEGAL_BASIS.SINCE),
                        row.get(LEGAL_BASIS.PROOF),
                        row.get(LEGAL_BASIS.PROOF_FILE_ID),
                        row.get(LEGAL_BASIS.SOURCE),
                        row.get(MEMBER.NAME),
                        row.get(LEGAL_BASIS.RECORDED_AT).toInstant(),
                        settled.add(row.get(LEGAL_BASIS.CHANNEL) + "/" + row.get(LEGAL_BASIS.PURPOSE))));
    }

    /** @return the change set, which can be taken back @throws BadInput for a consent without a proof, among others */
    @Transactional
    public UUID say(UUID person, Said said, Actor me) {
        me.mayWrite();
        var row = sql.selectFrom(PERSON)
                .where(PERSON.ID.eq(person))
                .and(PERSON.DELETED_AT.isNull())
                .and(Visible.to(me, type))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("person", person));
        refuse(said);
        var changeSet = changeSets.open(me, "person.updated", row.getName());
        sql.insertInto(LEGAL_BASIS)
                .set(LEGAL_BASIS.PERSON_ID, person)
                .set(LEGAL_BASIS.CHANNEL, said.channel())
                .set(LEGAL_BASIS.PURPOSE, said.purpose())
                .set(LEGAL_BASIS.BASIS, said.basis())
                .set(LEGAL_BASIS.STATE, said.state())
                .set(LEGAL_BASIS.SINCE, said.since())
                .set(LEGAL_BASIS.PROOF, said.proof())
                .set(LEGAL_BASIS.PROOF_FILE_ID, said.proofFile())
                .set(LEGAL_BASIS.SOURCE, said.source())
                .set(LEGAL_BASIS.MEMBER_ID, me.member().value())
                .set(LEGAL_BASIS.RECORDED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .set(LEGAL_BASIS.CREATED_IN, changeSet)
                .execute();
        copy(person, said, row.getEmailBasis(), row.getPhoneBasis(), changeSet);
        return changeSet;
    }

    private void refuse(Said said) {
        var faults = new ArrayList<BadInput.Fault>();
        choice(faults, "channel", said.channel(), LegalBasis.CHANNELS);
        choice(faults, "purpose", said.purpose(), LegalBasis.PURPOSES);
        choice(faults, "basis", said.basis(), LegalBasis.BASES);
        choice(faults, "state", said.state(), LegalBasis.STATES);
        var since = said.since();
        if (since == null
                || since.getYear() < 1990
                || since.isAfter(
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1))) {
            faults.add(new BadInput.Fault("since", "basis.fault.since"));
        }
        if ("consent".equals(said.basis())
                && "granted".equals(said.state())
                && (said.proof() == null || said.proof().isBlank())
                && said.proofFile() == null) {
            faults.add(new BadInput.Fault("proof", "basis.fault.proof"));
        }
        text(faults, "proof", said.proof());
        text(faults, "source", said.source());
        if (said.proofFile() != null && !sql.fetchExists(STORED_FILE, STORED_FILE.ID.eq(said.proofFile()))) {
            faults.add(new BadInput.Fault("proof_file", "problem.field.reference"));
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    private static void choice(List<BadInput.Fault> faults, String field, @Nullable String value, List<String> all) {
        if (value == null || !all.contains(value)) {
            faults.add(new BadInput.Fault(field, "problem.field.choice"));
        }
    }

    private static void text(List<BadInput.Fault> faults, String field, @Nullable String value) {
        if (value != null && value.length() > LONGEST) {
            faults.add(new BadInput.Fault(field, "problem.field.too-long", LONGEST));
        } else if (value != null && value.indexOf('\0') >= 0) {
            faults.add(new BadInput.Fault(field, "problem.field.text"));
        }
    }

    /** What lists filter by: prospecting by mail and by phone. */
    private void copy(UUID person, Said said, String email, String phone, UUID changeSet) {
        var column =
                "email".equals(said.channel()) ? "email_basis" : "phone".equals(said.channel()) ? "phone_basis" : "";
        var value = "objected".equals(said.state()) ? "objected" : said.basis();
        var before = column.equals("email_basis") ? email : phone;
        var changes = !column.isEmpty() && "prospecting".equals(said.purpose()) && !before.equals(value);
        sql.update(PERSON)
                .set(PERSON.EMAIL_BASIS, changes && column.equals("email_basis") ? value : email)
                .set(PERSON.PHONE_BASIS, changes && column.equals("phone_basis") ? value : phone)
                .set(PERSON.VERSION, PERSON.VERSION.plus(1))
                .set(PERSON.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .where(PERSON.ID.eq(person))
                .execute();
        var old = new HashMap<String, @Nullable Object>();
        var now = new HashMap<String, @Nullable Object>();
        if (changes) {
            old.put(column, before);
            now.put(column, value);
        }
        changeSets.updated(changeSet, "person", person, old, now);
    }

    /** The file that proves this one. @throws NoSuchRecord also if {@code me} can't see the person, or there is none */
    @Transactional(readOnly = true)
    public UUID proof(UUID id, Actor me) {
        return sql.select(LEGAL_BASIS.PROOF_FILE_ID)
                .from(LEGAL_BASIS)
                .join(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(LEGAL_BASIS.WORKSPACE_ID))
                .and(PERSON.ID.eq(LEGAL_BASIS.PERSON_ID))
                .where(LEGAL_BASIS.ID.eq(id))
                .and(LEGAL_BASIS.PROOF_FILE_ID.isNotNull())
                .and(PERSON.DELETED_AT.isNull())
                .and(Visible.to(me, type))
                .fetchOptional(LEGAL_BASIS.PROOF_FILE_ID)
                .orElseThrow(() -> new NoSuchRecord("legal_basis", id));
    }

    /** What has to be known before somebody writes or calls: text keys, none when nothing stands against it. */
    List<String> warnings(UUID person) {
        var row = sql.selectFrom(PERSON).where(PERSON.ID.eq(person)).fetchOne();
        if (row == null) {
            return List.of();
        }
        var all = new ArrayList<String>();
        if (row.getConsent().equals("opted_out")) {
            all.add("record.opted-out");
        }
        if (row.getEmailBasis().equals("objected")) {
            all.add("basis.warning.email");
        }
        if (row.getPhoneBasis().equals("objected")) {
            all.add("basis.warning.phone");
        } else if (row.getConsumer()
                && (row.getPhone() != null || row.getMobile() != null)
                && !row.getPhoneBasis().equals("consent")) {
            all.add("basis.warning.consumer");
        }
        return all;
    }

    /** The same as a map, for the API: whether each channel may be used for prospecting. */
    @Transactional(readOnly = true)
    public Map<String, Boolean> allowed(UUID person) {
        var against = warnings(person);
        var out = against.contains("record.opted-out");
        return Map.of(
                "email", !out && !against.contains("basis.warning.email"),
                "phone",
                        !out
                                && !against.contains("basis.warning.phone")
                                && !against.contains("basis.warning.consumer"));
    }
}
