package io.diabolo.offers;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Ui;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Who sells, on which terms, and what other currencies are worth. */
@Controller
class OfferSettingsController {
    private static final int SHORT = 200;
    private static final int LONG = 2_000;

    private final Sellers sellers;
    private final Logos logos;
    private final ExchangeRates rates;

    OfferSettingsController(Sellers sellers, Logos logos, ExchangeRates rates) {
        this.sellers = sellers;
        this.logos = logos;
        this.rates = rates;
    }

    record Page(
            Map<String, String> typed,
            Map<String, String> faults,
            boolean stale,
            boolean editable,
            String logo,
            List<ExchangeRates.Rate> rates) {
        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }
    }

    @GetMapping("/settings/offers")
    ModelAndView show(Ui ui) {
        return page(Map.of(), Map.of(), false, HttpStatus.OK, ui);
    }

    private ModelAndView page(
            Map<String, String> typed, Map<String, String> faults, boolean stale, HttpStatus status, Ui ui) {
        var all = new HashMap<>(form(sellers.seller()));
        all.putAll(typed);
        if (stale) {
            all.put("version", String.valueOf(sellers.seller().version()));
        }
        return new ModelAndView(
                "offers/settings",
                Map.of(
                        "page",
                        new Page(
                                all,
                                faults,
                                stale,
                                Sellers.mayEdit(ui.me()),
                                logos.address(sellers.seller().brand().logo()),
                                rates.all())),
                status);
    }

    private static Map<String, String> form(Seller seller) {
        var form = new HashMap<String, String>();
        form.put("name", seller.name());
        form.put("legal_form", seller.legalForm());
        form.put("address", seller.address());
        form.put("siren", seller.siren());
        form.put("registry", seller.registry());
        form.put("vat_number", seller.vatNumber());
        form.put("email", seller.email());
        form.put("phone", seller.phone());
        form.put("payment", seller.payment());
        form.put("terms_fr", seller.termsFr());
        form.put("terms_en", seller.termsEn());
        form.put("vat_exempt", String.valueOf(seller.vatExempt()));
        form.put("validity_days", String.valueOf(seller.validityDays()));
        form.put("colour", seller.brand().colour());
        form.put("coloured", String.valueOf(!seller.brand().colour().isEmpty()));
        form.put("number_prefix", seller.brand().prefix());
        form.put("rate_days", String.valueOf(seller.rateDays()));
        form.put("version", String.valueOf(seller.version()));
        return form;
    }

    @PostMapping("/settings/offers")
    ModelAndView save(
            @RequestParam Map<String, String> form,
            @RequestParam(name = "logo", required = false) @Nullable MultipartFile logo,
            Ui ui) {
        var typed = new HashMap<>(form);
        typed.putIfAbsent("vat_exempt", "false");
        typed.putIfAbsent("coloured", "false");
        try {
            sellers.save(seller(typed), logo(typed, logo), ui.me());
            ui.flash("seller.saved");
            return QuoteController.seeOther("/settings/offers");
        } catch (BadInput bad) {
            return page(typed, QuoteController.said(bad.faults(), ui), false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return page(typed, Map.of(), true, HttpStatus.CONFLICT, ui);
        }
    }

    /** Null keeps the one that there is. */
    private static byte @Nullable [] logo(Map<String, String> form, @Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) {
            return form.containsKey("without_logo") ? new byte[0] : null;
        }
        try (var in = file.getInputStream()) {
            return in.readNBytes(Logos.MOST_BYTES + 1);
        } catch (IOException _) {
            throw new BadInput("logo", "seller.fault.logo", Logos.MOST_BYTES / 1_000_000);
        }
    }

    private static Seller seller(Map<String, String> form) {
        return new Seller(
                text(form, "name", SHORT),
                text(form, "legal_form", SHORT),
                text(form, "address", LONG),
                text(form, "siren", SHORT).replaceAll("\\s", ""),
                text(form, "registry", SHORT),
                text(form, "vat_number", SHORT),
                text(form, "email", SHORT),
                text(form, "phone", SHORT),
                text(form, "payment", LONG),
                text(form, "terms_fr", Sellers.LONGEST_TERMS),
                text(form, "terms_en", Sellers.LONGEST_TERMS),
                "true".equals(form.get("vat_exempt")),
                whole(form, "validity_days", 0),
                new Brand(
                        "",
                        "true".equals(form.get("coloured"))
                                ? text(form, "colour", SHORT).toLowerCase(Locale.ROOT)
                                : "",
                        text(form, "number_prefix", SHORT).toUpperCase(Locale.ROOT)),
                whole(form, "rate_days", -1),
                whole(form, "version", -1));
    }

    private static String text(Map<String, String> form, String name, int longest) {
        return Input.words(form.getOrDefault(name, ""), longest);
    }

    private static int whole(Map<String, String> form, String name, int otherwise) {
        var typed = form.getOrDefault(name, "").strip();
        return typed.matches("[0-9]{1,6}") ? Integer.parseInt(typed) : otherwise;
    }

    @PostMapping("/settings/offers/rates")
    ModelAndView rate(@RequestParam Map<String, String> form, Ui ui) {
        try {
            var rate = Input.decimal(form.getOrDefault("rate", ""), ExchangeRates.DIGITS);
            if (rate == null) {
                throw new BadInput("rate", "rate.fault.rate");
            }
            rates.put(form.getOrDefault("from", ""), form.getOrDefault("to", ""), day(form), rate, ui.me());
            ui.flash("rate.saved");
            return QuoteController.seeOther("/settings/offers");
        } catch (BadInput bad) {
            return page(form, QuoteController.said(bad.faults(), ui), false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    /** All rates of a file, or none of them. */
    @PostMapping("/settings/offers/rates/import")
    ModelAndView read(@RequestParam(name = "file", required = false) @Nullable MultipartFile file, Ui ui) {
        try {
            var read = RateFile.read(text(file));
            rates.put(read, ui.me());
            ui.flash("rate.read", read.size());
            return QuoteController.seeOther("/settings/offers");
        } catch (BadInput bad) {
            var faults = QuoteController.said(bad.faults(), ui);
            var fault = faults.values().iterator().next();
            return page(Map.of(), Map.of("rates_file", fault), false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static String text(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty() || file.getSize() > RateFile.MOST_BYTES) {
            throw new BadInput("file", "rate.fault.file");
        }
        try (var in = file.getInputStream()) {
            return new String(in.readNBytes(RateFile.MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException _) {
            throw new BadInput("file", "rate.fault.file");
        }
    }

    private static LocalDate day(Map<String, String> form) {
        try {
            var day = LocalDate.parse(form.getOrDefault("on", "").strip());
            if (day.getYear() >= 1999 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new BadInput("on", "quote.fault.day");
    }
}
