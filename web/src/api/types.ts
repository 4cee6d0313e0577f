/** Short names for what the API sends. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Task = Schemas['TaskView'];
export type TaskDetail = Schemas['TaskDetail'];
export type Me = Schemas['MeView'];
export type Person = Schemas['PersonView'];
export type Comment = Schemas['CommentView'];
export type Attachment = Schemas['AttachmentView'];
export type Case = Schemas['InstanceView'];
export type Token = Schemas['TokenView'];
export type Event = Schemas['EventView'];
export type Incident = Schemas['IncidentView'];
export type Definition = Schemas['DefinitionView'];
export type ModelProblem = Schemas['ModelProblemView'];
export type MyDay = Schemas['MyDayView'];
export type Stop = Schemas['StopView'];
export type StopTask = Schemas['StopTaskView'];
export type Values = Record<string, unknown>;
