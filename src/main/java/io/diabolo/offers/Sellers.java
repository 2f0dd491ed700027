package io.diabolo.offers;

import static io.diabolo.jooq.Tables.SELLER;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The seller's identity and terms. Whoever leads, or sees to orders and the process, keeps them. */
@Service
class Sellers {
    static final int LONGEST_TERMS = 60_000;
    private static final int LONGEST = 2_000;
    private static final int MOST_RATE_DAYS = 3_650;

    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final Logos logos;

    Sellers(DSLContext sql, ChangeSets changeSets, Logos logos) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.logos = logos;
    }

    static boolean mayEdit(Actor me) {
        return me.administrator()
                || me.roles().contains("manager")
                || me.roles().contains("adv")
                || me.roles().contains("salesops");
    }

    @Transactional(readOnly = true)
    public Seller seller() {
        var row = sql.selectFrom(SELLER).fetchOne();
        return row == null
                ? Seller.UNKNOWN
                : new Seller(
                        row.getName(),
                        row.getLegalForm(),
                        row.getAddress(),
                        row.getSiren(),
                        row.getRegistry(),
                        row.getVatNumber(),
                        row.getEmail(),
                        row.getPhone(),
                        row.getPayment(),
                        row.getTermsFr(),
                        row.getTermsEn(),
                        row.getVatExempt(),
                        row.getValidityDays(),
                        new Brand(row.getLogo(), row.getColour(), row.getNumberPrefix()),
                        row.getRateDays(),
                        row.getVersion());
    }

    /** With the logo that there is. */
    @Transactional
    public void save(Seller typed, Actor me) {
        save(typed, null, me);
    }

    /**
     * @param logo as it was handed in; null keeps the one that there is, empty takes it away
     * @throws StaleVersion when somebody changed it meanwhile
     * @throws BadInput naming the field
     */
    @Transactional
    public void save(Seller given, byte @Nullable [] logo, Actor me) {
        var typed = given;
        if (!mayEdit(me)) {
            throw new NotAllowed("offer-settings");
        }
        me.mayWrite();
        check(typed);
        sql.execute("select pg_advisory_xact_lock(hashtextextended('seller' || current_workspace()::text, 0))");
        var present = seller();
        if (present.version() != typed.version()) {
            throw new StaleVersion(typed.version(), present.version());
        }
        if (logo != null) {
            typed = typed.with(typed.brand().withLogo(logo.length == 0 ? "" : logos.keep(logo)));
        } else {
            typed = typed.with(typed.brand().withLogo(present.brand().logo()));
        }
        changeSets.open(me, "seller.updated", typed.name());
        sql.deleteFrom(SELLER).execute();
        sql.insertInto(SELLER)
                .set(SELLER.NAME, typed.name())
                .set(SELLER.LEGAL_FORM, typed.legalForm())
                .set(SELLER.ADDRESS, typed.address())
                .set(SELLER.SIREN, typed.siren())
                .set(SELLER.REGISTRY, typed.registry())
                .set(SELLER.VAT_NUMBER, typed.vatNumber())
                .set(SELLER.EMAIL, typed.email())
                .set(SELLER.PHONE, typed.phone())
                .set(SELLER.PAYMENT, typed.payment())
                .set(SELLER.TERMS_FR, typed.termsFr())
                .set(SELLER.TERMS_EN, typed.termsEn())
                .set(SELLER.VAT_EXEMPT, typed.vatExempt())
                .set(SELLER.VALIDITY_DAYS, typed.validityDays())
                .set(SELLER.LOGO, typed.brand().logo())
                .set(SELLER.COLOUR, typed.brand().colour())
                .set(SELLER.NUMBER_PREFIX, typed.brand().prefix())
                .set(SELLER.RATE_DAYS, typed.rateDays())
                .set(SELLER.VERSION, present.version() + 1)
                .execute();
    }

    private static void check(Seller typed) {
        if (typed.name().isBlank()) {
            throw new BadInput("name", "seller.fault.name");
        }
        if (typed.address().isBlank()) {
            throw new BadInput("address", "seller.fault.address");
        }
        if (!typed.siren().isEmpty() && !typed.siren().matches("[0-9]{9}([0-9]{5})?")) {
            throw new BadInput("siren", "seller.fault.siren");
        }
        if (typed.validityDays() < 1 || typed.validityDays() > 365) {
            throw new BadInput("validity_days", "seller.fault.validity");
        }
        if (!typed.brand().colour().matches("(#[0-9a-f]{6})?")) {
            throw new BadInput("colour", "seller.fault.colour");
        }
        if (!typed.brand().prefix().matches("[A-Z0-9]{1,8}")) {
            throw new BadInput("number_prefix", "seller.fault.prefix");
        }
        if (typed.rateDays() < 0 || typed.rateDays() > MOST_RATE_DAYS) {
            throw new BadInput("rate_days", "seller.fault.rate-days", MOST_RATE_DAYS);
        }
        Map.of("legal_form", typed.legalForm(), "payment", typed.payment(), "registry", typed.registry())
                .forEach((field, text) -> {
                    if (text.length() > LONGEST) {
                        throw new BadInput(field, "problem.field.too-long", LONGEST);
                    }
                });
    }
}
