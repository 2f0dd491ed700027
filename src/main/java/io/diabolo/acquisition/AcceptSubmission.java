package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.CAMPAIGN;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.directory.Companies;
import io.diabolo.directory.Domain;
import io.diabolo.directory.EmailAddress;
import io.diabolo.directory.LegalBases;
import io.diabolo.directory.People;
import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.SubmissionRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A submission becomes a lead, given to somebody by the rules; or it joins the lead that its sender is already. */
@Component
class AcceptSubmission {
    private static final int LONGEST_PROOF = 1_900;
    private final DSLContext sql;
    private final Face face;
    private final Questions questions;
    private final FormTargets targets;
    private final Touches touches;
    private final ApplicationEventPublisher events;

    AcceptSubmission(
            DSLContext sql,
            Face face,
            Questions questions,
            FormTargets targets,
            Touches touches,
            ApplicationEventPublisher events) {
        this.sql = sql;
        this.face = face;
        this.questions = questions;
        this.targets = targets;
        this.touches = touches;
        this.events = events;
    }

    /** The faces of other modules by which what was sent is written. */
    @Component
    record Face(
            Records records,
            RecordTypes types,
            Companies companies,
            People people,
            LegalBases bases,
            Members members,
            ChangeSets changeSets,
            Workspaces workspaces,
            Texts texts) {
        RecordType type(String id) {
            return types.byId(id).orElseThrow();
        }
    }

    /** @throws io.diabolo.platform.BadInput naming the question whose answer can't be taken; nothing is written then */
    @Transactional(propagation = Propagation.MANDATORY)
    void accept(SubmissionRecord submission, Form form) {
        // Whoever looks after the form acts, and sees everybody, so that nobody is doubled whom others look after.
        var me = face.members().orderedBy(face.members().present(form.owner())).through(Origin.RULE);
        var answers = new Answers(questions.read(submission.getReceived(), Answers.Flat.class), targets.all(), form);
        // Two of one person in the same moment wait for each other, so that they are one person.
        sql.fetch(
                "select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || {0}, 0))",
                org.jooq.impl.DSL.val(
                        answers.email() == null ? submission.getId().toString() : answers.email()));
        var changeSet = face.changeSets().open(me, "lead.created", form.name());
        var known = openLead(answers.email());
        var lead = known == null ? create(submission, form, answers, changeSet, me) : known;
        var person = beside(lead, answers, changeSet, me);
        note(submission, form, answers, lead, changeSet, me);
        touch(submission, form, lead, person, changeSet);
        prove(submission, form, person, me);
        submission.setState("accepted");
        if (submission.getFreedBy() == null) {
            submission.setWhy(null);
        }
        submission.setLeadId(lead);
        submission.setPersonId(person);
        submission.setMadeIn(changeSet);
        submission.update();
        events.publishEvent(new FormSubmitted(me.workspace(), submission.getId(), lead, person, known != null));
    }

    /** What the form says of the lead's person and company; who is new belongs to whom the lead was given. */
    private UUID beside(UUID lead, Answers answers, UUID changeSet, Actor me) {
        var row = sql.select(LEAD.PERSON_ID, LEAD.COMPANY_ID, LEAD.OWNER_ID)
                .from(LEAD)
                .where(LEAD.ID.eq(lead))
                .fetchSingle();
        var person = Objects.requireNonNull(row.value1());
        var company = row.value2();
        if (row.value3() != null) {
            var owner = new MemberId(row.value3());
            face.people().giveTo(owner, person, changeSet);
            if (company != null) {
                face.companies().giveTo(owner, company, changeSet);
            }
        }
        fill("person", person, answers.of("person"), changeSet, me);
        if (company != null) {
            fill("company", company, answers.of("company"), changeSet, me);
        }
        return person;
    }

    /** Who is being spoken to isn't a second lead. */
    private @Nullable UUID openLead(@Nullable String email) {
        return email == null
                ? null
                : sql.select(LEAD.ID)
                        .from(LEAD)
                        .join(PERSON)
                        .on(PERSON.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                        .and(PERSON.ID.eq(LEAD.PERSON_ID))
                        .where(PERSON.EMAIL.eq(email))
                        .and(PERSON.DELETED_AT.isNull())
                        .and(LEAD.DELETED_AT.isNull())
                        .and(LEAD.STATUS.in("new", "working", "nurturing"))
                        .orderBy(LEAD.CREATED_AT.desc())
                        .limit(1)
                        .fetchOne(LEAD.ID);
    }

    private UUID create(SubmissionRecord submission, Form form, Answers answers, UUID changeSet, Actor me) {
        var input = new LinkedHashMap<String, @Nullable Object>(answers.of("lead"));
        var company = answers.company();
        if (company != null) {
            var email = answers.email();
            var domain = email == null ? null : Domain.of(email).orElse(null);
            input.put(
                    "company",
                    face.companies()
                            .findOrCreateUnowned(company, domain, changeSet, me)
                            .toString());
        }
        var utm = Utm.of(questions.read(submission.getUtm(), Answers.Flat.class)::get);
        input.put("channel", "inbound");
        input.put("source", utm.source() != null ? utm.source() : form.links().source());
        input.put("campaign", campaignName(submission.getCampaignId(), utm));
        return Answers.asked(() -> face.records().createAlong(face.type("lead"), input, changeSet, me), "lead");
    }

    private @Nullable String campaignName(@Nullable UUID campaign, Utm utm) {
        return campaign == null
                ? utm.campaign()
                : sql.select(CAMPAIGN.NAME)
                        .from(CAMPAIGN)
                        .where(CAMPAIGN.ID.eq(campaign))
                        .fetchOne(CAMPAIGN.NAME);
    }

    /** What is known already stays: a stranger who writes in somebody's name changes nothing of them. */
    private void fill(String type, UUID id, Map<String, String> given, UUID causedBy, Actor me) {
        if (given.isEmpty()) {
            return;
        }
        var present = face.records().get(face.type(type), id, me);
        var missing = new LinkedHashMap<String, @Nullable Object>();
        given.forEach((field, value) -> {
            if (present.value(field) == null) {
                missing.put(field, value);
            }
        });
        if (!missing.isEmpty()) {
            // A set of its own: of one record a set keeps one line, and it may just have been made.
            var changeSet = face.changeSets().open(me, type + ".updated", "", causedBy);
            Answers.asked(
                    () -> {
                        face.records().updateAlong(face.type(type), id, missing, changeSet, me);
                        return id;
                    },
                    type);
        }
    }

    /** What was said stands on the timeline, in the words of the form. */
    private void note(SubmissionRecord submission, Form form, Answers answers, UUID lead, UUID changeSet, Actor me) {
        var locale = face.workspaces().settings().locale();
        var input = new LinkedHashMap<String, @Nullable Object>();
        input.put("subject", face.texts().text(locale, "submission.activity", form.name()));
        input.put("kind", "note");
        input.put("direction", "inbound");
        input.put("body", answers.told(locale));
        input.put("lead", lead.toString());
        input.put("at", submission.getReceivedAt().toInstant().toString());
        face.records().createAlong(face.type("activity"), input, changeSet, me);
    }

    private void touch(SubmissionRecord submission, Form form, UUID lead, UUID person, UUID changeSet) {
        var utm = Utm.of(questions.read(submission.getUtm(), Answers.Flat.class)::get);
        touches.add(
                "submission",
                new Touches.Told(
                        submission.getVisitor(),
                        person,
                        lead,
                        submission.getCampaignId(),
                        submission.getAssetId(),
                        form.id(),
                        utm,
                        submission.getPage()),
                submission.getReceivedAt().toInstant(),
                changeSet);
        if (submission.getVisitor() != null) {
            touches.join(submission.getVisitor(), person);
        }
    }

    /** What was agreed to, word by word, and what shows that it was: time, text version, and the sender's address as a hash. */
    private void prove(SubmissionRecord submission, Form form, UUID person, Actor me) {
        var version = submission.getConsentVersion();
        if (!submission.getConsented() || version == null) {
            return;
        }
        // Anybody can write somebody's address into a form: that lifts no objection.
        if (submission.getConfirmedAt() == null && hasObjected(person)) {
            return;
        }
        var received = submission.getReceivedAt().toInstant();
        var proof = face.texts()
                .text(
                        face.workspaces().settings().locale(),
                        "submission.proof",
                        form.name(),
                        version,
                        received.toString(),
                        java.util.HexFormat.of()
                                .formatHex(Objects.requireNonNullElse(submission.getAddress(), new byte[0])),
                        submission.getId().toString());
        face.bases()
                .say(
                        person,
                        new LegalBases.Said(
                                "email",
                                "prospecting",
                                "consent",
                                "granted",
                                LocalDate.ofInstant(
                                        received, face.workspaces().settings().zone()),
                                proof.substring(0, Math.min(LONGEST_PROOF, proof.length())),
                                null,
                                form.name()),
                        me);
    }

    private boolean hasObjected(UUID person) {
        return sql.fetchExists(
                PERSON, PERSON.ID.eq(person), PERSON.EMAIL_BASIS.eq("objected").or(PERSON.CONSENT.eq("opted_out")));
    }

    /** The address in its usual form, or null. */
    static @Nullable String email(String text) {
        return EmailAddress.of(text).map(EmailAddress::text).orElse(null);
    }
}
