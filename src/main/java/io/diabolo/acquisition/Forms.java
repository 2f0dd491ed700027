package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.FORM;
import static io.diabolo.jooq.Tables.FORM_CONSENT;

import io.diabolo.jooq.tables.records.FormRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Web forms: what they ask, what they have agreed to, and how they are found by their key. */
@Service
public class Forms {
    private static final int MOST = 40;
    private static final int LONGEST_LABEL = 300;
    private static final int LONGEST_CONSENT = 1_500;
    private final DSLContext sql;
    private final Questions questions;
    private final FormTargets targets;
    private final ChangeSets changeSets;
    private final Clock clock;

    Forms(DSLContext sql, Questions questions, FormTargets targets, ChangeSets changeSets, Clock clock) {
        this.sql = sql;
        this.questions = questions;
        this.targets = targets;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /** @throws NoSuchRecord when there is none, or it lies in the bin */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    Form get(UUID id) {
        return find(FORM.ID.eq(id), id);
    }

    /** As strangers name it, within its workspace. Reads the index form_by_key. @throws NoSuchRecord */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    Form byKey(PublicKey key) {
        return find(FORM.KEY.eq(key.text()), key.text());
    }

    private Form find(Condition which, Object called) {
        var row = sql.selectFrom(FORM)
                .where(which)
                .and(FORM.DELETED_AT.isNull())
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("form", called));
        return form(row);
    }

    private Form form(FormRecord row) {
        return new Form(
                row.getId(),
                row.getName(),
                Objects.requireNonNull(PublicKey.read(row.getKey())),
                row.getState(),
                questions.read(row.getQuestions()),
                new Form.Links(row.getCampaignId(), row.getAssetId(), row.getSource()),
                row.getDoubleOptIn(),
                row.getThanksFr(),
                row.getThanksEn(),
                consent(row.getId(), row.getConsentVersion()),
                new MemberId(row.getOwnerId()),
                row.getHookSecret(),
                mapping(row.getHookMapping()),
                row.getVersion());
    }

    private Form.@Nullable Consent consent(UUID form, @Nullable Integer version) {
        return version == null
                ? null
                : sql.selectFrom(FORM_CONSENT)
                        .where(FORM_CONSENT.FORM_ID.eq(form))
                        .and(FORM_CONSENT.VERSION.eq(version))
                        .fetchOne(row -> new Form.Consent(
                                version,
                                row.getTextFr(),
                                row.getTextEn(),
                                row.getRequired(),
                                row.getSince().toInstant()));
    }

    @SuppressWarnings("unchecked") // a flat object of texts, as it was written
    private Map<String, String> mapping(JSONB kept) {
        return questions.read(kept, Map.class);
    }

    /** All texts that were ever agreed to by this form, the present one on top. */
    @Transactional(readOnly = true)
    List<Form.Consent> consents(UUID form) {
        return sql.selectFrom(FORM_CONSENT)
                .where(FORM_CONSENT.FORM_ID.eq(form))
                .orderBy(FORM_CONSENT.VERSION.desc())
                .fetch(row -> new Form.Consent(
                        row.getVersion(),
                        row.getTextFr(),
                        row.getTextEn(),
                        row.getRequired(),
                        row.getSince().toInstant()));
    }

    /**
     * What the form asks from now on.
     *
     * @return the change set, which can be taken back
     * @throws BadInput naming the question by its place
     */
    @Transactional
    UUID ask(UUID id, List<FormQuestion> asked, @Nullable Integer version, Actor me) {
        var row = lock(id, version, me);
        var known = targets.all();
        refuse(asked, known);
        var before = questions.plain(row.getQuestions());
        row.setQuestions(questions.kept(asked.stream()
                .map(one -> questions.labelled(one, known.get(one.target())))
                .toList()));
        return save(row, Map.of("questions", before), Map.of("questions", questions.plain(row.getQuestions())), me);
    }

    private static void refuse(List<FormQuestion> asked, Map<String, Target> known) {
        var faults = new ArrayList<Fault>();
        var seen = new HashSet<String>();
        if (asked.isEmpty() || asked.size() > MOST) {
            faults.add(new Fault("questions", "form.fault.number", MOST));
        }
        for (var at = 0; at < asked.size(); at++) {
            var one = asked.get(at);
            var name = "questions." + at;
            if (!known.containsKey(one.target())) {
                faults.add(new Fault(name, "form.fault.target"));
            } else if (!seen.add(one.target())) {
                faults.add(new Fault(name, "form.fault.twice"));
            } else if (one.fr().length() > LONGEST_LABEL || one.en().length() > LONGEST_LABEL) {
                faults.add(new Fault(name, "problem.field.too-long", LONGEST_LABEL));
            }
        }
        if (faults.isEmpty() && asked.stream().noneMatch(one -> names(one.target()))) {
            faults.add(new Fault("questions", "form.fault.who"));
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    /** Somebody is to be found or made of what is sent. */
    private static boolean names(String target) {
        return target.equals("email") || target.equals("phone");
    }

    /** A new text to agree to; empty in both languages: none is asked for. What was agreed to before stays as it was. */
    @Transactional
    UUID agree(UUID id, String fr, String en, boolean required, @Nullable Integer version, Actor me) {
        var row = lock(id, version, me);
        if (fr.length() > LONGEST_CONSENT || en.length() > LONGEST_CONSENT) {
            throw new BadInput("consent", "problem.field.too-long", LONGEST_CONSENT);
        }
        var before = new java.util.HashMap<String, @Nullable Object>();
        before.put("consent_version", row.getConsentVersion());
        var after = new java.util.HashMap<String, @Nullable Object>();
        Integer next = null;
        if (!fr.isBlank() || !en.isBlank()) {
            next = consents(id).stream().mapToInt(Form.Consent::version).max().orElse(0) + 1;
            sql.insertInto(FORM_CONSENT)
                    .set(FORM_CONSENT.FORM_ID, id)
                    .set(FORM_CONSENT.VERSION, next)
                    .set(FORM_CONSENT.TEXT_FR, fr.strip())
                    .set(FORM_CONSENT.TEXT_EN, en.strip())
                    .set(FORM_CONSENT.REQUIRED, required)
                    .set(FORM_CONSENT.MEMBER_ID, me.member().value())
                    .set(FORM_CONSENT.SINCE, clock.instant().atOffset(ZoneOffset.UTC))
                    .execute();
        }
        after.put("consent_version", next);
        row.setConsentVersion(next);
        return save(row, before, after, me);
    }

    FormRecord lock(UUID id, @Nullable Integer version, Actor me) {
        Marketers.only(me);
        var row = sql.selectFrom(FORM)
                .where(FORM.ID.eq(id))
                .and(FORM.DELETED_AT.isNull())
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("form", id));
        if (version != null && !version.equals(row.getVersion())) {
            throw new StaleVersion(version, row.getVersion());
        }
        return row;
    }

    UUID save(
            FormRecord row,
            Map<String, ? extends @Nullable Object> before,
            Map<String, ? extends @Nullable Object> after,
            Actor me) {
        row.setVersion(row.getVersion() + 1);
        row.setUpdatedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.update();
        var changeSet = changeSets.open(me, "form.updated", row.getName());
        changeSets.updated(
                changeSet, "form", row.getId(), new java.util.HashMap<>(before), new java.util.HashMap<>(after));
        return changeSet;
    }
}
