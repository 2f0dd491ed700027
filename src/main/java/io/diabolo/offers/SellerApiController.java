package io.diabolo.offers;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Who sells, on which terms and how the documents look, in the API. */
@RestController
class SellerApiController {
    static final String API = "/api/v1/seller";
    private static final int SHORT = 200;
    private static final int LONG = 2_000;

    private final Sellers sellers;

    SellerApiController(Sellers sellers) {
        this.sellers = sellers;
    }

    @GetMapping(API)
    ResponseEntity<Map<String, @Nullable Object>> show() {
        var seller = sellers.seller();
        return ResponseEntity.ok().eTag("\"" + seller.version() + "\"").body(json(seller));
    }

    private static Map<String, @Nullable Object> json(Seller seller) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("name", seller.name());
        all.put("legal_form", seller.legalForm());
        all.put("address", seller.address());
        all.put("siren", seller.siren());
        all.put("registry", seller.registry());
        all.put("vat_number", seller.vatNumber());
        all.put("email", seller.email());
        all.put("phone", seller.phone());
        all.put("payment", seller.payment());
        all.put("terms_fr", seller.termsFr());
        all.put("terms_en", seller.termsEn());
        all.put("vat_exempt", seller.vatExempt());
        all.put("validity_days", seller.validityDays());
        all.put("colour", seller.brand().colour());
        all.put("has_logo", !seller.brand().logo().isEmpty());
        all.put("number_prefix", seller.brand().prefix());
        all.put("rate_days", seller.rateDays());
        all.put("version", seller.version());
        return all;
    }

    /** What is given replaces what was; a logo comes in base 64, and an empty one takes it away. */
    @PutMapping(API)
    ResponseEntity<Map<String, @Nullable Object>> write(
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody Map<String, @Nullable Object> body,
            Ui ui) {
        ui.me().mayWrite();
        sellers.save(typed(sellers.seller(), body, match), logo(body), ui.me());
        return show();
    }

    private static Seller typed(Seller before, Map<String, @Nullable Object> body, @Nullable String match) {
        var plain = Objects.requireNonNullElse(match, "").replaceAll("[^0-9]", "");
        return new Seller(
                text(body, "name", before.name(), SHORT),
                text(body, "legal_form", before.legalForm(), SHORT),
                text(body, "address", before.address(), LONG),
                text(body, "siren", before.siren(), SHORT).replaceAll("\\s", ""),
                text(body, "registry", before.registry(), SHORT),
                text(body, "vat_number", before.vatNumber(), SHORT),
                text(body, "email", before.email(), SHORT),
                text(body, "phone", before.phone(), SHORT),
                text(body, "payment", before.payment(), LONG),
                text(body, "terms_fr", before.termsFr(), Sellers.LONGEST_TERMS),
                text(body, "terms_en", before.termsEn(), Sellers.LONGEST_TERMS),
                body.get("vat_exempt") instanceof Boolean exempt ? exempt : before.vatExempt(),
                body.get("validity_days") instanceof Integer days ? days : before.validityDays(),
                new Brand(
                        "",
                        text(body, "colour", before.brand().colour(), SHORT).toLowerCase(Locale.ROOT),
                        text(body, "number_prefix", before.brand().prefix(), SHORT)
                                .toUpperCase(Locale.ROOT)),
                body.get("rate_days") instanceof Integer days ? days : before.rateDays(),
                plain.isEmpty() || plain.length() > 9 ? before.version() : Integer.parseInt(plain));
    }

    private static String text(Map<String, @Nullable Object> body, String name, String before, int longest) {
        return body.containsKey(name) ? Input.words(Objects.toString(body.get(name), ""), longest) : before;
    }

    private static byte @Nullable [] logo(Map<String, @Nullable Object> body) {
        if (!body.containsKey("logo")) {
            return null;
        }
        try {
            return Base64.getMimeDecoder().decode(Objects.toString(body.get("logo"), ""));
        } catch (IllegalArgumentException _) {
            throw new BadInput("logo", "seller.fault.logo", Logos.MOST_BYTES / 1_000_000);
        }
    }
}
