package io.diabolo.sequences;

import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import io.diabolo.directory.PhoneNumbers;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * In which time zone somebody lives: by their country, else by the country code of their number, else where the workspace
 * is. A country of several zones is taken for the one in which most of its people live.
 */
final class Zones {
    private static final Map<String, String> LARGE = Map.ofEntries(
            Map.entry("US", "America/Chicago"),
            Map.entry("CA", "America/Toronto"),
            Map.entry("MX", "America/Mexico_City"),
            Map.entry("BR", "America/Sao_Paulo"),
            Map.entry("AR", "America/Argentina/Buenos_Aires"),
            Map.entry("CL", "America/Santiago"),
            Map.entry("EC", "America/Guayaquil"),
            Map.entry("ES", "Europe/Madrid"),
            Map.entry("PT", "Europe/Lisbon"),
            Map.entry("DE", "Europe/Berlin"),
            Map.entry("UA", "Europe/Kyiv"),
            Map.entry("RU", "Europe/Moscow"),
            Map.entry("KZ", "Asia/Almaty"),
            Map.entry("CN", "Asia/Shanghai"),
            Map.entry("ID", "Asia/Jakarta"),
            Map.entry("MY", "Asia/Kuala_Lumpur"),
            Map.entry("MN", "Asia/Ulaanbaatar"),
            Map.entry("UZ", "Asia/Tashkent"),
            Map.entry("VN", "Asia/Ho_Chi_Minh"),
            Map.entry("CY", "Asia/Nicosia"),
            Map.entry("PS", "Asia/Hebron"),
            Map.entry("AU", "Australia/Sydney"),
            Map.entry("NZ", "Pacific/Auckland"),
            Map.entry("CD", "Africa/Kinshasa"));
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private Zones() {}

    /**
     * @param country ISO 3166, of the person or of their company
     * @param phone in E.164
     */
    static ZoneId of(@Nullable String country, @Nullable String phone, ZoneId otherwise) {
        var code = country == null || country.isBlank()
                ? (phone == null ? "" : Objects.requireNonNullElse(PhoneNumbers.region(phone), ""))
                : country;
        var zone = code.isEmpty() ? "" : KNOWN.computeIfAbsent(code, Zones::ofCountry);
        return zone.isEmpty() ? otherwise : ZoneId.of(zone);
    }

    private static String ofCountry(String code) {
        if (LARGE.containsKey(code)) {
            return LARGE.get(code);
        }
        var all = TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, code, null);
        return all.stream()
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .sorted()
                .findFirst()
                .orElse("");
    }
}
