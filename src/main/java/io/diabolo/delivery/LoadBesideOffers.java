package io.diabolo.delivery;

import io.diabolo.offers.DeliveryLoad;
import io.diabolo.platform.Actor;
import java.util.List;
import org.springframework.stereotype.Component;

/** Operations see beside an offer how much the CSMs can still lead. */
@Component
class LoadBesideOffers implements DeliveryLoad {
    private final Capacity capacity;

    LoadBesideOffers(Capacity capacity) {
        this.capacity = capacity;
    }

    @Override
    public List<Month> months(Actor me) {
        return capacity.outlook(Capacity.AT_ONCE, me.locale()).months().stream()
                .map(month -> new Month(month.month(), month.running(), month.coming(), month.capacity()))
                .toList();
    }
}
