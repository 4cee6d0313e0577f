/** A signature by finger, pen or mouse, or a typed name for those who cannot draw; kept as a picture. */
import { useState, type ReactNode } from 'react';
import { pictureOf } from '../../forms/widgets/picture';
import { usePad } from '../../forms/widgets/usePad';
import { useSpoken } from '../language';
import { Failure } from '../parts';
import { of, sendFile } from '../server';

interface Props {
  id: string;
  value: string | undefined;
  taskId: string;
  onChange: (id: string | undefined) => void;
}

export function SignatureField({ id, value, taskId, onChange }: Props): ReactNode {
  const { say } = useSpoken();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<Error>();
  const [isBusy, setIsBusy] = useState(false);
  const isSigned = value !== undefined;
  const { canvas, pad } = usePad(isSigned);
  const keep = async (): Promise<void> => {
    if (canvas.current === null || pad.current === null) return;
    if (pad.current.isEmpty() && typed.trim() === '') return setError(new TypedNothing(say('form.signFirst')));
    setIsBusy(true);
    setError(undefined);
    if (pad.current.isEmpty()) write(canvas.current, typed.trim());
    try {
      const sent = await sendFile(`/tasks/${of(taskId)}/files`, await pictureOf(canvas.current, 'image/png'), 'signature.png');
      onChange(sent.id);
    } catch (failed) {
      setError(failed as Error);
    }
    setIsBusy(false);
  };
  if (isSigned) {
    return (
      <p className="row">
        <span>✓ {say('form.signed')}</span>
        <button type="button" className="small" id={id} onClick={() => onChange(undefined)}>
          {say('form.clear')}
        </button>
      </p>
    );
  }
  return (
    <div className="signature">
      <canvas ref={canvas} role="img" aria-label={say('form.signHere')} />
      <label htmlFor={id}>{say('form.typed')}</label>
      <input id={id} value={typed} maxLength={60} autoComplete="name" onChange={(event) => setTyped(event.target.value)} />
      <span className="row">
        <button type="button" className="small" onClick={() => pad.current?.clear()}>
          {say('form.clear')}
        </button>
        <button type="button" className="small main" disabled={isBusy} onClick={() => void keep()}>
          {isBusy ? say('form.uploading') : say('form.keep')}
        </button>
      </span>
      {error instanceof TypedNothing ? <p className="error">{error.message}</p> : <Failure error={error} />}
    </div>
  );
}

class TypedNothing extends Error {}

function write(canvas: HTMLCanvasElement, name: string): void {
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#1a1a1a';
  pen.font = 'italic 36px serif';
  pen.textBaseline = 'middle';
  pen.fillText(name, 16, canvas.height / 2, canvas.width - 32);
}
