/** The serial number, and what the register tells of it: product and warranty, never the owner. */
import { useState, type ReactNode } from 'react';
import { Problem } from '../api/problem';
import { useSpoken } from './language';
import { Failure, Field } from './parts';
import { ask, of, type FoundUnit } from './server';

interface Props {
  serial: string;
  onSerial: (serial: string) => void;
  onFound: (unit: FoundUnit) => void;
}

export function SerialLookUp({ serial, onSerial, onFound }: Props): ReactNode {
  const { say, language } = useSpoken();
  const [unit, setUnit] = useState<FoundUnit | null>();
  const [error, setError] = useState<Error>();
  const look = (): void => {
    setError(undefined);
    ask<FoundUnit>(`/units/${of(serial)}`)
      .then((found) => {
        setUnit(found);
        onFound(found);
      })
      .catch((failed: unknown) => (failed instanceof Problem && failed.status === 404 ? setUnit(null) : setError(failed as Error)));
  };
  return (
    <Field id="serial_number" label={say('new.serial')} hint={say('new.serialHint')} isOptional>
      <span className="beside">
        <input
          id="serial_number"
          value={serial}
          maxLength={60}
          autoCapitalize="characters"
          aria-describedby="serial_number-hint"
          onChange={(event) => {
            setUnit(undefined);
            onSerial(event.target.value.trim());
          }}
        />
        <button type="button" onClick={look} disabled={serial === ''}>
          {say('new.lookUp')}
        </button>
      </span>
      {unit === null && <p role="status">{say('new.unknown')}</p>}
      {unit && (
        <div className="found" role="status">
          <strong>{language === 'en' ? unit.product_name_en : unit.product_name}</strong> {unit.model}
          <br />
          {unit.is_covered !== null && <em className={unit.is_covered ? 'tag good' : 'tag'}>{say(unit.is_covered ? 'new.covered' : 'new.notCovered')}</em>}
          <p className="hint">{language === 'en' ? unit.warranty_en : unit.warranty_zh}</p>
        </div>
      )}
      <Failure error={error} onRetry={look} />
    </Field>
  );
}
