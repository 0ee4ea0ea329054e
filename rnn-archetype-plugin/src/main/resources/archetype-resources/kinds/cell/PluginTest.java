package ${package};

import dev.rnn4j.api.Cell;
import dev.rnn4j.testkit.CellContract;

/** Each rule of the contract is a test. */
class ${className}Test extends CellContract {
    @Override
    protected Cell cell(int units) {
        return new ${className}(units);
    }
}
