package io.diabolo.platform;

import static io.diabolo.jooq.Tables.WORKSPACE_SETTING;

import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What holds for a whole workspace: its name, language, zone and currency. */
@Service
public class Workspaces {
    private final DSLContext sql;

    Workspaces(DSLContext sql) {
        this.sql = sql;
    }

    /** @param demo holds generated data; members are switched without password, on loopback only */
    public record Settings(String name, Locale locale, ZoneId zone, Currency currency, String country, boolean demo) {}

    /** The settings of the current workspace. */
    @Transactional(readOnly = true)
    public Settings settings() {
        return Snapshot.once("workspace_setting", Settings.class, this::read);
    }

    private Settings read() {
        var row = sql.selectFrom(WORKSPACE_SETTING).fetchSingle();
        return new Settings(
                row.getName(),
                row.getLocale().equals("fr") ? Locale.FRANCE : Locale.UK,
                ZoneId.of(row.getTimeZone()),
                Currency.getInstance(row.getCurrency()),
                row.getCountry(),
                row.getDemo());
    }
}
