package io.diabolo.identity;

import com.webauthn4j.util.exception.WebAuthnException;
import io.diabolo.identity.PasskeyStore.Passkey;
import io.diabolo.identity.SignIn.NoWorkspace;
import io.diabolo.identity.SignIn.Welcome;
import io.diabolo.identity.SignIn.Wrong;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keys on devices: made for one account and one address of this Diabolo, and worth both factors, for a device gives its
 * key only to who unlocks it.
 */
@Service
class Passkeys {
    private static final TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>> NEW_KEY =
            new TypeReference<>() {};
    private static final TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>> KEY =
            new TypeReference<>() {};

    private static final Authentication ANYBODY = new AnonymousAuthenticationToken(
            "sign-in", "anybody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

    private final PasskeyStore store;
    private final PasskeyOwners owners;
    private final Accounts accounts;
    private final MemberStore members;
    private final TransactionTemplate transactions;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    Passkeys(
            PasskeyStore store,
            PasskeyOwners owners,
            Accounts accounts,
            MemberStore members,
            TransactionTemplate transactions) {
        this.store = store;
        this.owners = owners;
        this.accounts = accounts;
        this.members = members;
        this.transactions = transactions;
    }

    List<Passkey> mine(Actor me) {
        var account = own(me);
        return account == null ? List.of() : store.of(account);
    }

    /**
     * What the browser needs to make a key. It will open the door by itself, so an unlocked screen isn't enough to add
     * one.
     *
     * @throws BadInput when it isn't the present password
     */
    PublicKeyCredentialCreationOptions toCreate(String password, Site site, Actor me) {
        me.mayWrite();
        var account = account(me);
        if (!accounts.isOwnPassword(account, password)) {
            throw new BadInput("old", "profile.fault.old");
        }
        var who = UsernamePasswordAuthenticationToken.authenticated(account.toString(), null, List.of());
        return operations(site)
                .createPublicKeyCredentialCreationOptions(new ImmutablePublicKeyCredentialCreationOptionsRequest(who));
    }

    /** Takes the key that the browser made. @throws BadInput when it isn't one, or not for this */
    void add(PublicKeyCredentialCreationOptions asked, String credential, String label, Site site, Actor me) {
        me.mayWrite();
        new Faults().name("label", label).refuse();
        if (!asked.getUser().getId().equals(PasskeyStore.handle(account(me)))) {
            throw new BadInput("", "passkeys.fault");
        }
        try {
            var key = new RelyingPartyPublicKey(json.readValue(credential, NEW_KEY), label.strip());
            operations(site).registerCredential(new ImmutableRelyingPartyRegistrationRequest(asked, key));
        } catch (JacksonException | WebAuthnException | IllegalArgumentException e) {
            throw new BadInput("", "passkeys.fault");
        }
    }

    /** What the browser needs to show a key of whomever: the device knows which it has. */
    PublicKeyCredentialRequestOptions toShow(Site site) {
        return operations(site)
                .createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(ANYBODY));
    }

    SignIn signIn(PublicKeyCredentialRequestOptions asked, String credential, Site site) {
        try {
            var key = json.readValue(credential, KEY);
            var owner = operations(site).authenticate(new RelyingPartyAuthenticationRequest(asked, key));
            var account = PasskeyStore.account(owner.getId());
            return accounts.memberships(account).stream()
                    .findFirst()
                    .<SignIn>map(first -> new Welcome(SessionMember.of(account, first.workspace(), first.member())
                            .asProven()))
                    .orElseGet(NoWorkspace::new);
        } catch (JacksonException | WebAuthnException | IllegalArgumentException e) {
            return new Wrong();
        }
    }

    /** @throws NoSuchRecord when it isn't one's own */
    void remove(UUID id, Actor me) {
        me.mayWrite();
        if (!store.remove(account(me), id)) {
            throw new NoSuchRecord("passkey", id);
        }
    }

    String write(Object options) {
        return json.writeValueAsString(options);
    }

    private Webauthn4JRelyingPartyOperations operations(Site site) {
        var party = PublicKeyCredentialRpEntity.builder()
                .id(site.host())
                .name("Diabolo")
                .build();
        var operations = new Webauthn4JRelyingPartyOperations(owners, store, party, Set.of(site.origin()));
        operations.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        operations.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return operations;
    }

    private UUID account(Actor me) {
        var account = own(me);
        if (account == null) {
            throw new NoSuchRecord("account", me.member());
        }
        return account;
    }

    private @Nullable UUID own(Actor me) {
        return transactions.execute(_ -> members.account(me.member()));
    }
}
