/** Photos of a form: made smaller on the phone, sent one by one; the form keeps their ids. */
import { useState, type ReactNode } from 'react';
import { compressed } from '../../forms/widgets/picture';
import { useSpoken } from '../language';
import { of, sendFile } from '../server';

interface Props {
  id: string;
  ids: string[];
  most: number;
  taskId: string;
  onChange: (ids: string[]) => void;
}

export function PhotosField({ id, ids, most, taskId, onChange }: Props): ReactNode {
  const { say } = useSpoken();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();
  const send = async (files: File[]): Promise<void> => {
    setIsBusy(true);
    setError(undefined);
    const added = [...ids];
    try {
      for (const file of files.slice(0, most - ids.length)) {
        const { blob, name } = await compressed(file);
        added.push((await sendFile(`/tasks/${of(taskId)}/files`, blob, name)).id);
      }
    } catch (failed) {
      setError((failed as Error).message);
    }
    setIsBusy(false);
    onChange(added);
  };
  return (
    <div className="photo-field">
      <ul className="chosen-files">
        {ids.map((each, at) => (
          <li key={each}>
            {say('form.photo', { n: at + 1 })}
            <button type="button" className="plain" aria-label={say('form.removePhoto', { n: at + 1 })} onClick={() => onChange(ids.filter((other) => other !== each))}>
              ×
            </button>
          </li>
        ))}
      </ul>
      <label className="button small">
        {say('form.choosePhotos')}
        <input
          id={id}
          className="unseen"
          type="file"
          accept="image/jpeg,image/png,image/webp,image/heic"
          multiple
          disabled={isBusy || ids.length >= most}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            if (files.length > 0) void send(files);
          }}
        />
      </label>
      {isBusy && <p role="status">{say('form.uploading')}</p>}
      {error !== undefined && <p className="error">{say('form.uploadFailed', { why: error })}</p>}
    </div>
  );
}
