package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.HIRING_SETTING;

import io.diabolo.identity.AccessChanged;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What every job description of the workspace says, and how long candidates are kept. */
@Service
class HiringSettings {
    /** What the French authority holds for the longest with candidates, after the last contact. */
    static final int MOST_MONTHS = 24;

    static final int LONGEST = 4_000;
    private final DSLContext sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HiringSettings(DSLContext sql, ApplicationEventPublisher events, Clock clock) {
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param aboutFrench the employer in some sentences, and the same in English
     * @param perksFrench what is offered besides pay, and the same in English
     * @param agreement the collective agreement that is applied
     * @param contact whom candidates write to about their data
     * @param months how long candidates are kept after the last contact
     */
    record Settings(
            String aboutFrench,
            String aboutEnglish,
            String perksFrench,
            String perksEnglish,
            String agreement,
            String contact,
            int months) {
        static final Settings USUAL = new Settings("", "", "", "", "", "", MOST_MONTHS);

        String about(Locale locale) {
            return locale.getLanguage().equals("fr") ? aboutFrench : aboutEnglish;
        }

        String perks(Locale locale) {
            return locale.getLanguage().equals("fr") ? perksFrench : perksEnglish;
        }

        private List<String> texts() {
            return List.of(aboutFrench, aboutEnglish, perksFrench, perksEnglish, agreement, contact);
        }
    }

    @Transactional(readOnly = true)
    public Settings present() {
        var row = sql.selectFrom(HIRING_SETTING).fetchOne();
        return row == null
                ? Settings.USUAL
                : new Settings(
                        row.getAboutFr(),
                        row.getAboutEn(),
                        row.getPerksFr(),
                        row.getPerksEn(),
                        row.getAgreement(),
                        row.getContact(),
                        row.getMonths());
    }

    /** @throws BadInput for more than two years, or a text that is too long */
    @Transactional
    public void change(Settings wanted, Actor me) {
        HiringRights.hire(me);
        var faults = new ArrayList<BadInput.Fault>();
        if (wanted.months() < 1 || wanted.months() > MOST_MONTHS) {
            faults.add(new BadInput.Fault("months", "hiring.fault.months", MOST_MONTHS));
        }
        var names = List.of("about_fr", "about_en", "perks_fr", "perks_en", "agreement", "contact");
        for (var i = 0; i < names.size(); i++) {
            var text = wanted.texts().get(i);
            var longest = i < 4 ? LONGEST : 300;
            if (text.length() > longest || text.indexOf('\0') >= 0) {
                faults.add(new BadInput.Fault(names.get(i), "problem.field.too-long", longest));
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        var row = sql.newRecord(HIRING_SETTING);
        row.setAboutFr(wanted.aboutFrench());
        row.setAboutEn(wanted.aboutEnglish());
        row.setPerksFr(wanted.perksFrench());
        row.setPerksEn(wanted.perksEnglish());
        row.setAgreement(wanted.agreement());
        row.setContact(wanted.contact());
        row.setMonths((short) wanted.months());
        row.setChangedAt(clock.instant().atOffset(ZoneOffset.UTC));
        sql.insertInto(HIRING_SETTING)
                .set(row)
                .onConflict(HIRING_SETTING.WORKSPACE_ID)
                .doUpdate()
                .set(row)
                .execute();
        events.publishEvent(new AccessChanged(me, "hiring.changed", ""));
    }
}
