package io.diabolo.directory;

import static io.diabolo.jooq.Tables.COMPANY;

import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What holds for a company's values: identifiers are right and in one form, its domain is its own, its segment fits. */
@Component
class CompanyRules {
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Segmentation segmentation;
    private final NafLabels naf;

    CompanyRules(DSLContext sql, Workspaces workspaces, Segmentation segmentation, NafLabels naf) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.segmentation = segmentation;
        this.naf = naf;
    }

    void apply(Draft draft) {
        if (draft.text("name") == null) {
            draft.fault("name", "directory.fault.name");
        }
        identifiers(draft);
        contact(draft);
        domain(draft);
        industry(draft);
        technologies(draft);
        segment(draft);
        if (draft.gives("parent") && draft.id() != null && Objects.equals(draft.value("parent"), draft.id())) {
            draft.fault("parent", "directory.fault.parent");
        }
    }

    private static void identifiers(Draft draft) {
        var siren = given(draft, "siren");
        if (siren != null) {
            Siren.within(siren)
                    .ifPresentOrElse(
                            right -> draft.set("siren", right.digits()),
                            () -> draft.fault("siren", "directory.fault.siren"));
        }
        var vat = given(draft, "vat_number");
        if (vat != null) {
            VatNumber.of(vat)
                    .ifPresentOrElse(
                            right -> {
                                draft.set("vat_number", right.text());
                                if (draft.text("siren") == null && right.text().startsWith("FR")) {
                                    draft.set("siren", right.text().substring(4));
                                }
                            },
                            () -> draft.fault("vat_number", "directory.fault.vat"));
        }
    }

    private void contact(Draft draft) {
        ContactRules.email(draft, "email");
        ContactRules.phone(draft, "phone", region(draft));
    }

    private String region(Draft draft) {
        var country = draft.text("country");
        return country == null ? workspaces.settings().country() : country;
    }

    /** What was given goes first; else the website's; else the e-mail's, unless it is free mail. */
    private static void domain(Draft draft) {
        var given = given(draft, "domain");
        if (given != null) {
            Domain.of(given)
                    .ifPresentOrElse(
                            own -> draft.set("domain", own.text()),
                            () -> draft.fault("domain", "directory.fault.domain"));
            return;
        }
        if (draft.text("domain") != null || draft.gives("domain")) {
            return;
        }
        for (var source : new String[] {"website", "email"}) {
            var text = draft.text(source);
            var own = text == null ? null : Domain.of(text).orElse(null);
            if (own != null) {
                draft.set("domain", own.text());
                return;
            }
        }
    }

    private void industry(Draft draft) {
        var code = given(draft, "naf");
        if (code == null) {
            return;
        }
        var written = NafLabels.written(code);
        draft.set("naf", written);
        var label = naf.label(written);
        if (label != null && draft.text("industry") == null) {
            draft.set("industry", label);
        }
    }

    /** However they were separated, and each once. */
    private static void technologies(Draft draft) {
        var given = given(draft, "technologies");
        if (given != null) {
            draft.set("technologies", Technologies.written(given));
        }
    }

    /** A segment that somebody chose, or that a register says, stays; otherwise it follows the size. */
    private void segment(Draft draft) {
        if (given(draft, "segment") != null) {
            draft.setColumn("segment_basis", "manual");
            return;
        }
        var sizeGiven = draft.gives("headcount") || draft.gives("turnover") || draft.gives("segment");
        if (!sizeGiven || (isFixed(draft) && !draft.gives("segment"))) {
            return;
        }
        var segment = segmentation.limits().of(whole(draft.value("headcount")), (Money) draft.value("turnover"));
        draft.set("segment", segment == null ? null : segment.id());
        draft.setColumn("segment_basis", segment == null ? null : segment.basis());
    }

    private boolean isFixed(Draft draft) {
        var id = draft.id();
        if (id == null) {
            return false;
        }
        var basis = sql.select(COMPANY.SEGMENT_BASIS)
                .from(COMPANY)
                .where(COMPANY.ID.eq(id))
                .fetchOne(COMPANY.SEGMENT_BASIS);
        return "manual".equals(basis) || "register".equals(basis);
    }

    private static @Nullable Long whole(@Nullable Object value) {
        return value instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }

    private static @Nullable String given(Draft draft, String field) {
        return draft.gives(field) ? draft.text(field) : null;
    }
}
