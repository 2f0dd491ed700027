package io.diabolo.roles;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The roles of the double funnel that a job title can name, in its order; their ids are those of the API. */
public enum CanonicalRole {
    GROWTH_HACKER("growth"),
    INBOUND_MARKETER("inbound"),
    SDR("sdr"),
    BDR("bdr"),
    INSIDE_SALES("inside"),
    ACCOUNT_EXECUTIVE("ae"),
    BUSINESS_DEVELOPER("ae"),
    SALES_ENGINEER("se"),
    OPERATIONS_MANAGER("ops"),
    CSM("csm"),
    CUSTOMER_SUPPORT("support"),
    ACCOUNT_MANAGER("am"),
    PERFORMANCE_MANAGER("perf"),
    SALES_ASSISTANT("adv"),
    SALES_OPERATIONS("salesops"),
    SALES_MANAGER("manager"),
    /** The title names none of them. */
    NONE("");

    private static final Map<String, CanonicalRole> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CanonicalRole::id, Function.identity()));

    private final String id = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    private final String desk;

    CanonicalRole(String desk) {
        this.desk = desk;
    }

    public String id() {
        return id;
    }

    /** The role of this id, or null. */
    public static @Nullable CanonicalRole of(String id) {
        return BY_ID.get(id);
    }

    /** The sales role of members whose desk this is, such as {@code ae}; empty for {@link #NONE}. */
    public String desk() {
        return desk;
    }

    /** The role whose desk this is, or null; {@code ae} is the account executive's. */
    public static @Nullable CanonicalRole ofDesk(String desk) {
        return catalogue().stream()
                .filter(role -> role.desk.equals(desk))
                .findFirst()
                .orElse(null);
    }

    /** All but {@link #NONE}, in the order of the double funnel. */
    public static List<CanonicalRole> catalogue() {
        return Arrays.stream(values()).filter(role -> role != NONE).toList();
    }
}
