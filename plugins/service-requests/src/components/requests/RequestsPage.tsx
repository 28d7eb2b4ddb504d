import { Route, Routes } from 'react-router-dom';
import { RequestPage } from '../review/RequestPage';
import { ServiceRequestsPage } from '../common/ServiceRequestsPage';
import { RequestList } from './RequestList';

/** One's requests, and below their address each of them. */
export function RequestsPage() {
  return (
    <ServiceRequestsPage>
      <Routes>
        <Route index element={<RequestList />} />
        <Route path=":id" element={<RequestPage />} />
      </Routes>
    </ServiceRequestsPage>
  );
}
