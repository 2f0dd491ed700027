package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.directory.LegalBases;
import io.diabolo.directory.LegalBasis;
import io.diabolo.journey.BeforeHandoff;
import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who receives an inbound lead reads what its person did and sent, and to what they agreed in which words, as it stood when
 * the lead was handed over. A lead without a person yet brings what it sent.
 */
@Component
class CarryHistory implements BeforeHandoff {
    private static final int TOUCHES = 10;
    private static final int LONGEST = 1_000;
    private final DSLContext sql;
    private final Touches touches;
    private final SubmissionList submissions;
    private final Forms forms;
    private final FormTargets targets;
    private final LegalBases bases;
    private final Texts texts;

    CarryHistory(
            DSLContext sql,
            Touches touches,
            SubmissionList submissions,
            Forms forms,
            FormTargets targets,
            LegalBases bases,
            Texts texts) {
        this.sql = sql;
        this.touches = touches;
        this.submissions = submissions;
        this.forms = forms;
        this.targets = targets;
        this.bases = bases;
        this.texts = texts;
    }

    @Override
    public HandoffKind kind() {
        return HandoffKind.INBOUND_LEAD;
    }

    @Override
    public Map<String, String> offering(UUID lead, UUID changeSet, Actor me) {
        var carried = new LinkedHashMap<String, String>();
        for (var sent : submissions.ofLead(lead, me)) {
            var told = new Answers(sent.received(), targets.all(), forms.get(sent.form())).told(me.locale());
            add(
                    carried,
                    "sent",
                    text(me, "touch.kind.submission", sent.formName()),
                    told.substring(0, Math.min(LONGEST, told.length())),
                    moment(sent.at(), me));
        }
        var person =
                sql.select(LEAD.PERSON_ID).from(LEAD).where(LEAD.ID.eq(lead)).fetchOne(LEAD.PERSON_ID);
        if (person != null) {
            touches.of(person, TOUCHES).stream()
                    .filter(touch -> !touch.kind().equals("submission"))
                    .forEach(touch -> add(
                            carried,
                            "touch",
                            text(me, "touch.kind." + touch.kind(), touch.what()),
                            moment(touch.at(), me),
                            said(touch.source(), touch.medium(), touch.campaign())));
            agreed(person, me)
                    .forEach(basis -> add(
                            carried,
                            "basis",
                            text(me, "basis.channel." + basis.channel()) + " · "
                                    + text(me, "basis.purpose." + basis.purpose()),
                            text(me, "basis.state." + basis.state()) + " · " + text(me, "basis.basis." + basis.basis())
                                    + " · " + day(basis.since(), me),
                            said(basis.proof(), basis.source())));
        }
        return carried;
    }

    /** What holds today; none for who may not see the person. */
    private List<LegalBasis> agreed(UUID person, Actor me) {
        try {
            return bases.of(person, me).stream().filter(LegalBasis::holds).toList();
        } catch (NoSuchRecord _) {
            return List.of();
        }
    }

    /** Numbered, so that they are read in this order. */
    private static void add(Map<String, String> carried, String name, String label, String value, String evidence) {
        var key = "%s.%02d".formatted(name, carried.size());
        carried.put(key, value);
        carried.put(key + QUESTION, label);
        carried.put(key + EVIDENCE, evidence);
    }

    private static String said(@Nullable String... parts) {
        var all = new ArrayList<String>();
        for (var part : parts) {
            if (part != null) {
                all.add(part);
            }
        }
        return String.join(" · ", all);
    }

    private static String moment(Instant at, Actor me) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(me.locale())
                .withZone(me.zone())
                .format(at);
    }

    private static String day(LocalDate day, Actor me) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(me.locale())
                .format(day);
    }

    private String text(Actor me, String key, Object... args) {
        return texts.text(me.locale(), key, args);
    }
}
