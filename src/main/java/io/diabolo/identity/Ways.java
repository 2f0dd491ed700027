package io.diabolo.identity;

import io.diabolo.platform.Actor;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Gathers by what a member comes in, for their profile. */
@Component
class Ways {
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Tokens tokens;
    private final OutsideSignIns outside;
    private final Sessions sessions;

    Ways(SecondFactors factors, Passkeys passkeys, Tokens tokens, OutsideSignIns outside, Sessions sessions) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.tokens = tokens;
        this.outside = outside;
        this.sessions = sessions;
    }

    Doors of(Actor me, HttpServletRequest request) {
        return new Doors(
                factors.standing(me).on(),
                passkeys.mine(me).size(),
                tokens.list(me).size(),
                outside.mine(me),
                sessions.mine(request));
    }
}
