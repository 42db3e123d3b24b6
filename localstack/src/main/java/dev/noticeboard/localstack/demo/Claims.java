package dev.noticeboard.localstack.demo;

import java.util.ArrayList;
import java.util.List;

/** What the demonstration says of the product, and whether it held here. */
final class Claims {
    /** One claim, and what was seen. */
    record Claim(String claim, boolean held, String seen) {}

    private final List<Claim> claims = new ArrayList<>();

    /** Records a claim. @return whether it held */
    boolean check(String claim, boolean held, String seen) {
        claims.add(new Claim(claim, held, seen));
        return held;
    }

    List<Claim> all() {
        return List.copyOf(claims);
    }

    List<Claim> broken() {
        return claims.stream().filter(c -> !c.held()).toList();
    }
}
