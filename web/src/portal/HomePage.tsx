/** Where customers begin: file, follow, or see what is held about them. */
import type { ReactNode } from 'react';
import { useSpoken } from './language';

export function HomePage(): ReactNode {
  const { say } = useSpoken();
  return (
    <div className="home">
      <h1>{say('home.title')}</h1>
      <p className="lead">{say('home.lead')}</p>
      <a className="button main" href="#/new">
        {say('home.new')}
      </a>
      <a className="button" href="#/mine">
        {say('home.mine')}
      </a>
      <p className="hint">{say('home.link')}</p>
      <p className="foot">
        <a href="#/data">{say('home.data')}</a>
        <a href="/">{say('app.staff')}</a>
      </p>
    </div>
  );
}
