package dev.noticeboard.localstack.costs;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How much of what is used: of one event, or of a month. Amounts are not negative and need not be whole. */
record Usage(Map<Charge, Double> amounts) {
    static final Usage NOTHING = new Usage(Map.of());

    Usage(Map<Charge, Double> amounts) {
        Map<Charge, Double> copy = new EnumMap<>(Charge.class);
        copy.putAll(amounts);
        this.amounts = Collections.unmodifiableMap(copy);
    }

    static Usage of(Charge charge, double amount) {
        return new Usage(Map.of(charge, amount));
    }

    double amount(Charge charge) {
        return amounts.getOrDefault(charge, 0.0);
    }

    Usage plus(Usage other) {
        Map<Charge, Double> sum = new EnumMap<>(Charge.class);
        sum.putAll(amounts);
        other.amounts.forEach((charge, amount) -> sum.merge(charge, amount, Double::sum));
        return new Usage(sum);
    }

    Usage plus(Charge charge, double amount) {
        return plus(of(charge, amount));
    }

    Usage minus(Usage earlier) {
        return plus(earlier.times(-1));
    }

    Usage times(double factor) {
        Map<Charge, Double> product = new EnumMap<>(Charge.class);
        amounts.forEach((charge, amount) -> product.put(charge, amount * factor));
        return new Usage(product);
    }

    /** At list price. */
    double dollars() {
        return amounts.entrySet().stream()
                .mapToDouble(e -> e.getKey().dollars() * e.getValue())
                .sum();
    }
}
