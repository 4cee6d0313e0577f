/** Looks for a code through the camera; where there is none, in a photo. */
import { CameraOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { useText } from '../lang/text';
import { openDetector } from './detector';

const LOOK_EVERY_MS = 250;

interface Props {
  onFound: (code: string) => void;
  onClose: () => void;
}

type State = 'opening' | 'looking' | 'noCamera' | 'nothing' | 'failed';

export function Scanner({ onFound, onClose }: Props): ReactNode {
  const say = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>('opening');
  const found = useEffectEvent(onFound);

  useEffect(() => {
    dialog.current?.showModal();
    const stop = new AbortController();
    const look = async (): Promise<void> => {
      const stream = await cameraStream();
      if (stream === null || video.current === null || stop.signal.aborted) {
        stream?.getTracks().forEach((track) => track.stop());
        if (!stop.signal.aborted) setState('noCamera');
        return;
      }
      stop.signal.addEventListener('abort', () => stream.getTracks().forEach((track) => track.stop()));
      video.current.srcObject = stream;
      await video.current.play();
      setState('looking');
      const detector = await openDetector();
      while (!stop.signal.aborted) {
        const [code] = video.current ? await detector.detect(video.current) : [];
        if (code && !stop.signal.aborted) return found(code.rawValue);
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    };
    look().catch(() => !stop.signal.aborted && setState('failed'));
    return () => stop.abort();
  }, []);

  const read = async (file: File): Promise<void> => {
    try {
      const [code] = await (await openDetector()).detect(await createImageBitmap(file));
      if (code) onFound(code.rawValue);
      else setState('nothing');
    } catch {
      setState('failed');
    }
  };
  return (
    <dialog ref={dialog} className="scanner" aria-label={say('scan.title')} onClose={onClose}>
      <video ref={video} playsInline muted hidden={state !== 'looking'} aria-label={say('scan.camera')} />
      <p role="status">{say(`scan.${state}`)}</p>
      {(state === 'nothing' || state === 'failed') && <Alert type="warning" showIcon title={say('scan.again')} />}
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void read(file);
        }}
      />
      <Button icon={<CameraOutlined aria-hidden />} onClick={() => input.current?.click()}>
        {say('scan.photo')}
      </Button>
      <Button onClick={() => dialog.current?.close()}>{say('action.cancel')}</Button>
    </dialog>
  );
}

/** Return the camera at the back; null where there is none, or nobody may use it. */
async function cameraStream(): Promise<MediaStream | null> {
  // Plain http has no mediaDevices at all.
  if (navigator.mediaDevices === undefined) return null;
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).catch(() => null);
}
