package dev.understack.language.jq;

import dev.understack.language.Meter;

/** What native functions need of one evaluation. */
record Context(Meter meter, Order order) {}
