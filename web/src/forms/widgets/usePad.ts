/** A canvas to sign on, as large as the page shows it. */
import { useEffect, useRef, type RefObject } from 'react';
import SignaturePad from 'signature_pad';

interface Drawing {
  canvas: RefObject<HTMLCanvasElement | null>;
  pad: RefObject<SignaturePad | null>;
}

/** `isSigned` says that the canvas is gone for now. */
export function usePad(isSigned = false): Drawing {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad>(null);
  useEffect(() => {
    if (canvas.current === null) return undefined;
    canvas.current.width = canvas.current.offsetWidth;
    canvas.current.height = canvas.current.offsetHeight;
    pad.current = new SignaturePad(canvas.current, { backgroundColor: '#ffffff' });
    return () => pad.current?.off();
  }, [isSigned]);
  return { canvas, pad };
}
