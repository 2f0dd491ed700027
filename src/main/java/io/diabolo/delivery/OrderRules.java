package io.diabolo.delivery;

import io.diabolo.directory.Siren;
import io.diabolo.directory.Siret;
import io.diabolo.directory.VatNumber;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What of an order is checked when it is written: its numbers are ones, and fit each other. */
@Component
class OrderRules {
    /** A scheme and an identifier, as in 0225:123456789_12345678900012. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Za-z:._@+\\-]{3,100}");

    private static final int LONGEST = 100;

    private final Workspaces workspaces;
    private final Clock clock;

    OrderRules(Workspaces workspaces, Clock clock) {
        this.workspaces = workspaces;
        this.clock = clock;
    }

    void prepare(Draft draft, Actor me) {
        if (draft.text("name") == null) {
            draft.fault("name", "order.fault.name");
        }
        if (draft.isNew()) {
            if (draft.value("ordered_on") == null) {
                draft.set(
                        "ordered_on",
                        LocalDate.ofInstant(
                                clock.instant(), workspaces.settings().zone()));
            }
            if (!(draft.value("one_off_amount") instanceof Money)) {
                draft.setColumn("currency", workspaces.settings().currency().getCurrencyCode());
            }
            if (draft.value("owner") == null) {
                draft.set("owner", me.member().value());
            }
        } else if (draft.gives("ordered_on") && draft.value("ordered_on") == null) {
            draft.fault("ordered_on", "contract.fault.day");
        }
        if (draft.value("one_off_amount") instanceof Money money
                && money.value().signum() < 0) {
            draft.fault("one_off_amount", "contract.fault.amount");
        }
        numbers(draft);
        for (var name : List.of("service_code", "purchase_order")) {
            if (draft.gives(name) && written(draft, name).length() > LONGEST) {
                draft.fault(name, "order.fault.long", LONGEST);
            }
        }
    }

    private static String written(Draft draft, String name) {
        return Objects.requireNonNullElse(draft.text(name), "");
    }

    private static void numbers(Draft draft) {
        if (draft.gives("siret") && !written(draft, "siret").isEmpty()) {
            Siret.of(written(draft, "siret"))
                    .ifPresentOrElse(
                            siret -> {
                                draft.set("siret", siret.digits());
                                if (draft.text("siren") == null) {
                                    draft.set("siren", siret.siren().digits());
                                }
                            },
                            () -> draft.fault("siret", "order.fault.siret"));
        }
        if (draft.gives("siren") && !written(draft, "siren").isEmpty()) {
            Siren.of(written(draft, "siren"))
                    .ifPresentOrElse(
                            siren -> draft.set("siren", siren.digits()),
                            () -> draft.fault("siren", "order.fault.siren"));
        }
        if (draft.gives("vat_number") && !written(draft, "vat_number").isEmpty()) {
            VatNumber.of(written(draft, "vat_number"))
                    .ifPresentOrElse(
                            number -> draft.set("vat_number", number.text()),
                            () -> draft.fault("vat_number", "order.fault.vat"));
        }
        if (draft.gives("einvoicing_address")
                && draft.text("einvoicing_address") != null
                && !ADDRESS.matcher(written(draft, "einvoicing_address").strip())
                        .matches()) {
            draft.fault("einvoicing_address", "order.fault.einvoicing");
        }
        if (!draft.hasFaults()) {
            together(draft);
        }
    }

    private static void together(Draft draft) {
        var siren = draft.text("siren");
        var siret = draft.text("siret");
        var vat = draft.text("vat_number");
        if (siren != null && siret != null && !siret.startsWith(siren)) {
            draft.fault(draft.gives("siret") ? "siret" : "siren", "order.fault.site");
        }
        if (siren != null && vat != null && vat.startsWith("FR") && !vat.endsWith(siren)) {
            draft.fault(draft.gives("vat_number") ? "vat_number" : "siren", "order.fault.vat-of");
        }
    }
}
